package dev.hawkeye.aggregator.history;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.aggregator.state.HistoryBucket;
import dev.hawkeye.aggregator.state.Mean;
import dev.hawkeye.aggregator.state.WindowState;
import dev.hawkeye.counts.ClassCount;
import dev.hawkeye.counts.CountHistory;
import dev.hawkeye.counts.CountWindow;
import dev.hawkeye.counts.LineCount;
import dev.hawkeye.counts.ZoneCount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Reads final windows from the store that {@link WindowHistory} writes.
 * <p>Reads records one by one. An iterator over an in-memory store reads, without a lock, a map that the stream thread
 * changes at the same time; single reads are synchronized. If something changes between two of them, the second sees a
 * later state, never a torn one. Thread-safe.
 */
public final class HistoryReader {
    private static final long END_OF_TIME =
            Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();

    private final AggregatorConfig config;

    public HistoryReader(AggregatorConfig config) {
        this.config = config;
    }

    /** @throws IllegalArgumentException when the range is too long or negative */
    public void check(long from, long to) {
        long most = CountHistory.MAX_WINDOWS * config.advance().toMillis();
        if (from < 0 || to > END_OF_TIME || to < from || to - from > most) {
            throw new IllegalArgumentException("from and to must be ms since 1970, up to the year 9999, and to at most "
                    + CountHistory.MAX_WINDOWS + " times aggregator.advance after from, which is " + most
                    + " ms, got: " + from + " and " + to);
        }
    }

    /** As {@link CountHistory#windows}. */
    public List<CountWindow> read(
            ReadOnlyKeyValueStore<HistoryKey, HistoryBucket> store, String camera, long from, long to) {
        List<CountWindow> windows = new ArrayList<>();
        HistoryKey first = HistoryKey.of(camera, from, config);
        for (long start = first.start(); start < to; start += first.span()) {
            HistoryBucket bucket = store.get(first.startingAt(start));
            if (bucket != null) {
                bucket.getWindows().stream()
                        .filter(window -> window.getStart() >= from && window.getStart() < to)
                        .map(this::window)
                        .forEach(windows::add);
            }
        }
        return windows;
    }

    private CountWindow window(WindowState window) {
        List<ClassCount> classes = new ArrayList<>();
        new TreeMap<>(window.getClasses())
                .forEach((name, count) -> classes.add(new ClassCount(
                        name,
                        count.getFramesWith(),
                        count.getDetections(),
                        Mean.of(count, window),
                        count.getPeak(),
                        count.getObjects(),
                        count.getNewObjects(),
                        zones(count, window),
                        lines(count))));
        return new CountWindow(
                window.getStart(),
                window.getStart() + config.window().toMillis(),
                window.getFramesAnalysed(),
                window.getFramesShed(),
                window.getFramesFailed(),
                true,
                classes);
    }

    private static List<ZoneCount> zones(dev.hawkeye.aggregator.state.ClassCount count, WindowState window) {
        List<ZoneCount> zones = new ArrayList<>();
        new TreeMap<>(count.getZones())
                .forEach((name, tally) -> zones.add(new ZoneCount(
                        name,
                        tally.getEntered(),
                        tally.getExited(),
                        Mean.of(tally, window),
                        tally.getPeak(),
                        tally.getDwellMillis())));
        return zones;
    }

    private static List<LineCount> lines(dev.hawkeye.aggregator.state.ClassCount count) {
        List<LineCount> lines = new ArrayList<>();
        new TreeMap<>(count.getLines())
                .forEach((name, directions) -> new TreeMap<>(directions)
                        .forEach((direction, crossed) -> lines.add(new LineCount(name, direction, crossed))));
        return lines;
    }
}
