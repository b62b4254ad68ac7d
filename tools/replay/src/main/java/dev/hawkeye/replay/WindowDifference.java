package dev.hawkeye.replay;

import dev.hawkeye.schemas.WindowCount;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A window that differs between the runs.
 *
 * @param start capture time of its start
 * @param fields differing fields by name, with both values; only "record" if one run has no record
 */
public record WindowDifference(
        String camera, String start, String className, Map<String, String> fields, long difference) {
    static final Comparator<WindowDifference> MOST_FIRST = Comparator.comparing(WindowDifference::difference)
            .reversed()
            .thenComparing(WindowDifference::camera)
            .thenComparing(WindowDifference::start);

    /** @param live the live window; null if there is none; {@code replay} likewise, but not both */
    static WindowDifference of(WindowKey key, WindowCount live, WindowCount replay) {
        Map<String, String> fields = live == null || replay == null
                ? Map.of("record", (live == null ? "none" : "one") + " / " + (replay == null ? "none" : "one"))
                : differing(live, replay);
        return new WindowDifference(
                key.camera(),
                key.start().toString(),
                key.className(),
                fields,
                Math.abs(detections(live) - detections(replay)));
    }

    private static Map<String, String> differing(WindowCount live, WindowCount replay) {
        return WindowCount.getClassSchema().getFields().stream()
                .filter(field -> !live.get(field.pos()).equals(replay.get(field.pos())))
                .collect(Collectors.toMap(
                        field -> field.name(),
                        field -> live.get(field.pos()) + " / " + replay.get(field.pos()),
                        (a, b) -> a,
                        TreeMap::new));
    }

    /** Whether both have the same frames and boxes, regardless of objects. A window without boxes may be missing. */
    static boolean boxes(WindowCount live, WindowCount replay) {
        if (live == null || replay == null) {
            return detections(live) == detections(replay);
        }
        return live.getFramesAnalysed() == replay.getFramesAnalysed()
                && live.getFramesShed() == replay.getFramesShed()
                && live.getFramesFailed() == replay.getFramesFailed()
                && live.getFramesWith() == replay.getFramesWith()
                && live.getDetections() == replay.getDetections()
                && live.getPeak() == replay.getPeak();
    }

    /** The number of boxes in a window; 0 if there is no window. */
    static long detections(WindowCount window) {
        return Stream.ofNullable(window).mapToLong(WindowCount::getDetections).sum();
    }
}
