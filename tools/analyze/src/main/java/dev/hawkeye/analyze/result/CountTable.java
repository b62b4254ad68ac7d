package dev.hawkeye.analyze.result;

import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.WindowCount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Sorts windows, and adds zero counts where a class was not seen, for which the topic has no record: every class of a
 * video has a count in each of the video's windows. Windows without pictures are omitted. Holds a few numbers per
 * window and class. Not thread-safe.
 */
public final class CountTable {
    private final long window;
    private final long advance;
    private final Map<String, Video> videos = new TreeMap<>();

    /**
     * @param window length of a window
     * @param advance time from the start of one window to the next
     */
    public CountTable(Duration window, Duration advance) {
        this.window = window.toMillis();
        this.advance = advance.toMillis();
    }

    private static final class Video {
        private final TreeMap<Long, Window> windows = new TreeMap<>();
        private final TreeSet<String> classes = new TreeSet<>();
        private long end = Long.MIN_VALUE;

        Window window(long start) {
            return windows.computeIfAbsent(start, at -> new Window());
        }
    }

    private static final class Window {
        private final Map<String, WindowCount> seen = new HashMap<>();
        private long analysed;
        private long failed;
    }

    public void add(Detection detection) {
        Video video = video(detection.getCamera());
        long time = detection.getCaptureTime().toEpochMilli();
        video.end = Math.max(video.end, time);
        long last = Math.floorDiv(time, advance) * advance;
        for (long start = last; start > time - window; start -= advance) {
            Window at = video.window(start);
            if (detection.getFate() == Fate.DETECTED) {
                at.analysed++;
            } else {
                at.failed++;
            }
        }
    }

    /** @param count a final count */
    public void add(WindowCount count) {
        Video video = video(count.getCamera());
        video.classes.add(count.getClassName());
        video.window(count.getWindowStart().toEpochMilli()).seen.put(count.getClassName(), count);
    }

    private Video video(String camera) {
        return videos.computeIfAbsent(camera, name -> new Video());
    }

    /** @return counts by time, then camera, then class */
    public Stream<Count> inOrder() {
        TreeSet<Long> starts = new TreeSet<>();
        videos.values().forEach(video -> starts.addAll(video.windows.keySet()));
        return starts.stream()
                .flatMap(start -> videos.entrySet().stream()
                        .flatMap(entry -> counts(entry.getKey(), entry.getValue(), start).stream()));
    }

    /** The counts of a video with at least one picture or window. */
    public CountSeries of(String camera) {
        Video video = video(camera);
        return new CountSeries(
                video.windows.keySet().stream().flatMap(start -> counts(camera, video, start).stream()), at(video.end));
    }

    private List<Count> counts(String camera, Video video, long start) {
        Window at = video.windows.get(start);
        if (at == null) {
            return List.of();
        }
        List<Count> counts = new ArrayList<>();
        for (String className : video.classes) {
            WindowCount seen = at.seen.get(className);
            counts.add(
                    seen == null ? nothing(camera, className, start, at) : something(camera, className, start, seen));
        }
        if (counts.isEmpty()) {
            counts.add(nothing(camera, "", start, at));
        }
        return counts;
    }

    private Count nothing(String camera, String className, long start, Window at) {
        return new Count(camera, className, at(start), at(start + window), at.analysed, at.failed, 0, 0, 0, 0, 0);
    }

    private Count something(String camera, String className, long start, WindowCount seen) {
        return new Count(
                camera,
                className,
                at(start),
                at(start + window),
                seen.getFramesAnalysed(),
                seen.getFramesFailed(),
                seen.getFramesWith(),
                seen.getDetections(),
                seen.getPeak(),
                seen.getObjects(),
                seen.getNewObjects());
    }

    private static Instant at(long millis) {
        return Instant.ofEpochMilli(millis);
    }
}
