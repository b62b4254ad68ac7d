package dev.hawkeye.bench.faults.outcome;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The records that a run left on its topics, in a form that is comparable between runs: keyed by camera and capture
 * time, since offsets and stream ids differ. Grows during the run. Not thread-safe.
 */
public final class RunOutcome {
    /** The position of a record of {@code frames}. */
    public record Place(int partition, long offset) {}

    /** One picture of one camera. */
    public record Picture(String camera, long index) {}

    /** Null if the record is not a frame. */
    public final Map<Place, Picture> frames = new HashMap<>();

    public final Map<Place, Integer> detections = new HashMap<>();
    public final Map<Place, Integer> deadLetters = new HashMap<>();
    public final Map<Picture, List<String>> fates = new HashMap<>();
    public final Map<String, List<String>> windows = new HashMap<>();
    public final Map<String, List<String>> tracks = new HashMap<>();
    public final Map<String, List<String>> events = new HashMap<>();
    public final Map<String, List<String>> keyframes = new HashMap<>();

    /** Number of detections of frames that were sent without a picture. */
    public int unchanged;

    public void detected(Place place, Picture picture, String fate) {
        detections.merge(place, 1, Integer::sum);
        add(fates, picture, fate);
    }

    public void add(Result result) {
        add(of(result.kind()), result.key(), result.value());
    }

    /** Whether the run has this result. */
    public boolean has(Result result) {
        return of(result.kind()).getOrDefault(result.key(), List.of()).contains(result.value());
    }

    private Map<String, List<String>> of(Result.Kind kind) {
        return switch (kind) {
            case WINDOW -> windows;
            case TRACK -> tracks;
            case EVENT -> events;
            case KEYFRAME -> keyframes;
        };
    }

    /**
     * Whether some frame without a fate precedes a frame of its partition that has one. The detector takes frames in
     * order, so such a frame is lost.
     */
    public boolean hasPassedOver() {
        Map<Integer, Long> last = new HashMap<>();
        detections.keySet().forEach(place -> last.merge(place.partition(), place.offset(), Math::max));
        return frames.entrySet().stream()
                .filter(frame -> frame.getValue() != null)
                .map(Map.Entry::getKey)
                .anyMatch(place ->
                        !detections.containsKey(place) && place.offset() < last.getOrDefault(place.partition(), -1L));
    }

    /** Whether some frame has no fate. */
    public boolean lacksFates() {
        return frames.entrySet().stream()
                .anyMatch(frame -> frame.getValue() != null && !detections.containsKey(frame.getKey()));
    }

    /** Whether an object crossed this line. */
    public boolean hasCrossings(String line) {
        return windows.values().stream()
                .flatMap(List::stream)
                .anyMatch(window -> window.contains(line(line, "in", 1)) || window.contains(line(line, "out", 1)));
    }

    /** The counts of one class in one window. */
    public static String window(
            long analysed,
            long shed,
            long failed,
            long with,
            long detections,
            int peak,
            long objects,
            long newObjects,
            List<String> places) {
        return "analyzed " + analysed + ", shed " + shed + ", failed " + failed + ", with " + with + ", detections "
                + detections + ", peak " + peak + ", objects " + objects + ", new " + newObjects + ", " + places;
    }

    /** The counts of one class in one zone. */
    public static String zone(String zone, long entered, long exited, double mean, int peak, long dwellMillis) {
        return zone + ": entered " + entered + ", exited " + exited + ", mean " + mean + ", peak " + peak + ", dwell "
                + dwellMillis;
    }

    /** The counts of one class at one line. */
    public static String line(String line, String direction, long crossed) {
        return line + " " + direction + ": " + crossed;
    }

    public static <K> void add(Map<K, List<String>> map, K key, String value) {
        map.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
    }
}
