package dev.hawkeye.tracking.scene;

import dev.hawkeye.settings.Check;
import dev.hawkeye.tracking.Box;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is drawn over the picture of one camera; keys of the camera in hawkeye.yaml. Immutable, validated on
 * construction.
 *
 * @param zones up to 50
 * @param lines up to 50; names are unique among all lines and zones
 * @param masks up to 50
 * @param minSize by class name: minimum height of its boxes, as a fraction of the picture's height, 0 to 1; smaller
 *     boxes are ignored
 * @param maxSize by class name: maximum height of its boxes
 */
public record Scene(
        List<Zone> zones, List<Line> lines, List<Mask> masks, Map<String, Float> minSize, Map<String, Float> maxSize) {
    /** Nothing is drawn: every box counts. */
    public static final Scene NONE = new Scene(List.of(), List.of(), List.of(), Map.of(), Map.of());

    private static final int MAX = 50;

    public Scene {
        atMost("zones", zones);
        atMost("lines", lines);
        atMost("masks", masks);
        zones = List.copyOf(zones);
        lines = List.copyOf(lines);
        masks = List.copyOf(masks);
        minSize = Map.copyOf(minSize);
        maxSize = Map.copyOf(maxSize);
        Sizes.check(minSize, maxSize);
        Map<String, String> taken = new HashMap<>();
        for (int i = 0; i < zones.size(); i++) {
            take(taken, zones.get(i).name(), "zones[" + i + "]");
        }
        for (int i = 0; i < lines.size(); i++) {
            take(taken, lines.get(i).name(), "lines[" + i + "]");
        }
    }

    private static void atMost(String key, List<?> list) {
        Check.that(list.size() <= MAX, key, "must be at most " + MAX, list.size());
    }

    private static void take(Map<String, String> taken, String name, String at) {
        String before = taken.put(name, at);
        Check.that(
                before == null,
                at + ".name",
                "must be unique among the zones and lines of a camera, and " + before + " has it already",
                name,
                "rename one of them");
    }

    /**
     * Whether a box counts: it is in no mask, and neither too small nor too large for its class.
     *
     * @param box with relative coordinates
     */
    public boolean counts(String className, Box box) {
        if (!Sizes.allow(minSize, maxSize, className, box.height())) {
            return false;
        }
        for (Mask mask : masks) {
            if (mask.covers(box)) {
                return false;
            }
        }
        return true;
    }
}
