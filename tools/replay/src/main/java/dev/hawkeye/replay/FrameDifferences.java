package dev.hawkeye.replay;

import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The frames with the largest differences between two runs, a few per camera. Keeps the live detections until their
 * frames are replayed, but no more than {@value #MAX_KNOWN}. Not thread-safe.
 */
final class FrameDifferences {
    private static final int MAX_KNOWN = 200_000;
    private static final int OF_A_CAMERA = 2;
    private static final int ALTOGETHER = 8;
    private static final Comparator<FrameDifference> MOST_FIRST =
            Comparator.comparing(FrameDifference::objects).reversed();

    private record FrameKey(String camera, String stream, long sequence) {
        static FrameKey of(Detection detection) {
            return new FrameKey(detection.getCamera(), detection.getStream(), detection.getSequence());
        }
    }

    private final Period period;
    private final Map<FrameKey, Detection> known = new HashMap<>();
    private final Map<String, List<FrameDifference>> most = new TreeMap<>();

    FrameDifferences(Period period) {
        this.period = period;
    }

    /** Takes a detection of the live run; all of these come before those of the replay. */
    void live(Detection detection) {
        if (counts(detection) && known.size() < MAX_KNOWN) {
            known.put(FrameKey.of(detection), detection);
        }
    }

    private boolean counts(Detection detection) {
        return detection.getFate() == Fate.DETECTED && period.contains(detection.getCaptureTime());
    }

    void replay(Detection detection) {
        Detection live = known.remove(FrameKey.of(detection));
        if (live == null || !counts(detection)) {
            return;
        }
        Map<String, Long> surplus = new HashMap<>();
        count(live, surplus, 1);
        count(detection, surplus, -1);
        long objects = surplus.values().stream().mapToLong(Math::abs).sum();
        if (objects > 0) {
            List<FrameDifference> ofCamera = most.computeIfAbsent(detection.getCamera(), id -> new ArrayList<>());
            ofCamera.add(new FrameDifference(live, detection, objects));
            ofCamera.sort(MOST_FIRST);
            if (ofCamera.size() > OF_A_CAMERA) {
                ofCamera.remove(OF_A_CAMERA);
            }
        }
    }

    private static void count(Detection detection, Map<String, Long> into, long each) {
        for (DetectedObject object : detection.getObjects()) {
            into.merge(object.getClassName(), each, Long::sum);
        }
    }

    List<FrameDifference> most() {
        return most.values().stream()
                .flatMap(List::stream)
                .sorted(MOST_FIRST)
                .limit(ALTOGETHER)
                .toList();
    }
}
