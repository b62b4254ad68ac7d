package dev.hawkeye.replay;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The gaps of a live run, which a replay does not have: it shed frames, or it ended a camera that was silent by the
 * clock. Windows around a gap cannot be equal. Not thread-safe.
 */
final class LiveGaps {
    /**
     * A gap as capture times, inclusive.
     *
     * @param before time of the last frame before the gap; the beginning of the gap if there is none
     */
    record Gap(Instant before, Instant from, Instant to) {}

    private static final class Camera {
        private final List<Gap> gaps = new ArrayList<>();
        private Detection last;
        private long lastTimestamp;
        private boolean referenceShed;
        private long shed;
    }

    private final AggregatorConfig config;
    private final Map<String, Camera> cameras = new HashMap<>();

    /** @param config settings by which the live run decided that a camera is silent */
    LiveGaps(AggregatorConfig config) {
        this.config = config;
    }

    /** @param timestamp the timestamp of the record, ms since the epoch */
    void add(Detection detection, long timestamp) {
        Camera camera = cameras.computeIfAbsent(detection.getCamera(), id -> new Camera());
        Instant time = detection.getCaptureTime();
        if (camera.last != null && !camera.last.getLast()) {
            long silence = (camera.last.getLive() ? config.silence() : config.silenceLossless()).toMillis();
            if (timestamp - camera.lastTimestamp >= silence) {
                Instant begin = camera.last.getCaptureTime();
                camera.gaps.add(new Gap(begin, begin, time));
            }
        }
        if (detection.getFate() != Fate.UNCHANGED) {
            camera.referenceShed = detection.getFate() == Fate.SHED;
        }
        if (detection.getFate() == Fate.SHED || (detection.getFate() == Fate.UNCHANGED && camera.referenceShed)) {
            camera.gaps.add(new Gap(camera.last == null ? time : camera.last.getCaptureTime(), time, time));
            camera.shed++;
        }
        camera.last = detection;
        camera.lastTimestamp = timestamp;
    }

    /** The ids of all cameras. */
    Set<String> cameras() {
        return cameras.keySet();
    }

    /** The gaps of a camera, in order. */
    List<Gap> of(String camera) {
        return List.copyOf(cameras.get(camera).gaps);
    }

    /** Whether a window, end exclusive, was counted as a replay counts it. */
    boolean spare(String camera, Instant start, Instant end) {
        Camera known = cameras.get(camera);
        return known == null
                || known.gaps.stream()
                        .noneMatch(gap -> gap.from().isBefore(end) && !gap.to().isBefore(start));
    }

    /** Number of shed frames by camera id; cameras without any are omitted. */
    Map<String, Long> shed() {
        Map<String, Long> shed = new TreeMap<>();
        cameras.forEach((id, camera) -> {
            if (camera.shed > 0) {
                shed.put(id, camera.shed);
            }
        });
        return shed;
    }
}
