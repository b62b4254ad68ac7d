package dev.hawkeye.aggregator.windows;

import dev.hawkeye.aggregator.input.StateBounds;
import dev.hawkeye.aggregator.state.CameraState;
import dev.hawkeye.aggregator.state.ClassCount;
import dev.hawkeye.aggregator.state.WindowState;
import dev.hawkeye.aggregator.state.ZoneTally;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Counts what objects did in the open windows of their camera. A window has at most {@value #MAX_TALLIES} pairs of a
 * class and a zone or line; further ones are not counted in it, nor is what was learned late of a class for which there
 * is no room. Not thread-safe; used by one stream thread.
 */
public final class Tallies {
    static final int MAX_TALLIES = 256;

    private final OpenWindows windows;
    private final Runnable refused;

    /** @param refused called when something is not counted because a window is full */
    public Tallies(OpenWindows windows, Runnable refused) {
        this.windows = windows;
        this.refused = refused;
    }

    static ClassCount ofClass(WindowState window, String className) {
        return window.getClasses()
                .computeIfAbsent(className, c -> ClassCount.newBuilder().build());
    }

    /**
     * An object was seen: it counts once in each window.
     *
     * @param time of the sighting, ms of capture time
     * @param before time of the sighting before that; {@link Long#MIN_VALUE} for the first
     * @param isNew whether no window has counted it yet
     * @return whether a window counts it now; the windows of its first sightings may have closed before it was
     *     confirmed, or before their frames arrived
     */
    public boolean seen(CameraState state, String className, long time, long before, boolean isNew) {
        List<WindowState> open = windows.at(state, time);
        for (WindowState window : open) {
            if (isNew || before < window.getStart()) {
                count(window, className, isNew);
            }
        }
        return !open.isEmpty();
    }

    /**
     * An object was lost that no window has counted as new: all its sightings were late.
     *
     * @param time of its last sighting
     */
    public void lost(String camera, CameraState state, String className, long time) {
        for (WindowState window : late(camera, state, className, time)) {
            count(window, className, true);
        }
    }

    private static void count(WindowState window, String className, boolean isNew) {
        ClassCount count = ofClass(window, className);
        count.setObjects(count.getObjects() + 1);
        count.setNewObjects(count.getNewObjects() + (isNew ? 1 : 0));
    }

    /** A visit to a zone began. */
    public void entered(String camera, CameraState state, String className, String zone, long time) {
        late(camera, state, className, zone, time, tally -> tally.setEntered(tally.getEntered() + 1));
    }

    /**
     * A visit to a zone ended.
     *
     * @param dwell the length of the whole visit, ms
     */
    public void exited(String camera, CameraState state, String className, String zone, long time, long dwell) {
        late(camera, state, className, zone, time, tally -> {
            tally.setExited(tally.getExited() + 1);
            tally.setDwellMillis(tally.getDwellMillis() + dwell);
        });
    }

    /** A line was crossed. */
    public void crossed(String camera, CameraState state, String className, String line, String direction, long time) {
        for (WindowState window : late(camera, state, className, time)) {
            Map<String, Map<String, Long>> lines = ofClass(window, className).getLines();
            if (lines.containsKey(line) || hasRoom(window)) {
                lines.computeIfAbsent(line, l -> new HashMap<>()).merge(direction, 1L, Long::sum);
            }
        }
    }

    /**
     * An analyzed frame shows this many objects in a zone.
     *
     * @param time of the frame
     */
    public void present(CameraState state, String className, String zone, int inside, long time) {
        for (WindowState window : windows.at(state, time)) {
            count(window, className, zone, tally -> {
                tally.setPresent(tally.getPresent() + inside);
                tally.setPeak(Math.max(tally.getPeak(), inside));
            });
        }
    }

    private void late(
            String camera, CameraState state, String className, String zone, long time, Consumer<ZoneTally> change) {
        late(camera, state, className, time).forEach(window -> count(window, className, zone, change));
    }

    /** The windows that count what may be learned late, if they have room for its class. */
    private List<WindowState> late(String camera, CameraState state, String className, long time) {
        List<WindowState> all = windows.atOrAfter(camera, state, time);
        List<WindowState> free = all.stream()
                .filter(window -> StateBounds.hasRoom(window, className))
                .toList();
        if (free.size() < all.size()) {
            refused.run();
        }
        return free;
    }

    private void count(WindowState window, String className, String zone, Consumer<ZoneTally> change) {
        Map<String, ZoneTally> zones = ofClass(window, className).getZones();
        if (zones.containsKey(zone) || hasRoom(window)) {
            change.accept(
                    zones.computeIfAbsent(zone, z -> ZoneTally.newBuilder().build()));
        }
    }

    private boolean hasRoom(WindowState window) {
        int taken = 0;
        for (ClassCount count : window.getClasses().values()) {
            taken += count.getZones().size() + count.getLines().size();
        }
        if (taken >= MAX_TALLIES) {
            refused.run();
        }
        return taken < MAX_TALLIES;
    }
}
