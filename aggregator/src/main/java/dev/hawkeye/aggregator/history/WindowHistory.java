package dev.hawkeye.aggregator.history;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.aggregator.state.HistoryBucket;
import dev.hawkeye.aggregator.state.StateSize;
import dev.hawkeye.aggregator.state.WindowState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The final windows of the last hours, of every camera of one partition, for queries ({@link LocalHistory}).
 *
 * <p>Several windows share one record, so that a camera has a hundred or so records per day instead of ten thousand,
 * and each window that closes rewrites a record of a few kilobytes. A window's start determines its record, and a
 * window replaces the one with the same start: if it is redone after a crash, or a file is replayed, it is not counted
 * twice.
 *
 * <p>Old records are removed in two ways. Time is per camera, as everywhere here: when a record is started, records of
 * its camera that are older by {@code history} are deleted. That alone would keep forever the records of a camera that
 * never comes back, or that replays an older time each day. So each record also has the time at which it was written,
 * and the clock removes records that have not been written for that long, but at least an hour. That also holds across
 * restarts.
 *
 * <p>A record stays unchanged if its changelog is known to refuse the new size: the windows are in their topic anyway.
 *
 * <p>Written before the state of its camera, see {@code AggregatorTopology}. Not thread-safe; used by one stream
 * thread.
 */
public final class WindowHistory {
    public static final String STORE = "history";

    /** How often the clock checks, and how long it leaves a record alone at least. */
    public static final Duration HOUR = Duration.ofHours(1);

    private final AggregatorConfig config;
    private final KeyValueStore<HistoryKey, HistoryBucket> store;
    private final IntPredicate fits;
    private final SortedMap<Long, WindowState> closed = new TreeMap<>();

    /** @param fits whether the changelog accepts a record of that many bytes, as far as is known */
    public WindowHistory(AggregatorConfig config, KeyValueStore<HistoryKey, HistoryBucket> store, IntPredicate fits) {
        this.config = config;
        this.store = store;
        this.fits = fits;
    }

    /** Adds a final window of the camera that is saved next. */
    public void add(WindowState window) {
        closed.put(window.getStart(), window);
    }

    /**
     * Writes the added windows, each record once.
     *
     * @param now wall-clock time, ms since the epoch
     */
    public void save(String camera, long now) {
        while (!closed.isEmpty()) {
            HistoryKey key = HistoryKey.of(camera, closed.firstKey(), config);
            SortedMap<Long, WindowState> begun = closed.headMap(key.start() + key.span());
            HistoryBucket before = store.get(key);
            if (before == null) {
                forgetOlder(key);
            }
            HistoryBucket after = new HistoryBucket(now, merged(before, begun));
            if (fits.test(StateSize.of(after))) {
                store.put(key, after);
            }
            begun.clear();
        }
    }

    private static List<WindowState> merged(HistoryBucket before, Map<Long, WindowState> begun) {
        SortedMap<Long, WindowState> windows = new TreeMap<>();
        if (before != null) {
            before.getWindows().forEach(window -> windows.put(window.getStart(), window));
        }
        windows.putAll(begun);
        return new ArrayList<>(windows.values());
    }

    private void forgetOlder(HistoryKey begun) {
        long oldest = begun.start() - config.history().toMillis();
        HistoryKey first = new HistoryKey(begun.camera(), Long.MIN_VALUE, 0, 0);
        try (KeyValueIterator<HistoryKey, HistoryBucket> older = store.range(first, begun.startingAt(oldest))) {
            // Where one name ends, another may continue, so records of other cameras may be in between.
            delete(older, (key, bucket) -> key.camera().equals(begun.camera()) && key.start() + key.span() <= oldest);
        }
    }

    /** Deletes everything about a camera. */
    public void forget(String camera) {
        HistoryKey first = new HistoryKey(camera, Long.MIN_VALUE, 0, 0);
        HistoryKey last = new HistoryKey(camera, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
        try (KeyValueIterator<HistoryKey, HistoryBucket> all = store.range(first, last)) {
            delete(all, (key, bucket) -> key.camera().equals(camera));
        }
    }

    /**
     * Deletes records that have not been written for a long time.
     *
     * @param now wall-clock time, ms since the epoch
     */
    public void forgetUnwritten(long now) {
        long limit = Math.max(config.history().toMillis(), HOUR.toMillis());
        try (KeyValueIterator<HistoryKey, HistoryBucket> all = store.all()) {
            delete(all, (key, bucket) -> now - bucket.getWritten() > limit);
        }
    }

    private void delete(
            KeyValueIterator<HistoryKey, HistoryBucket> entries, BiPredicate<HistoryKey, HistoryBucket> goes) {
        entries.forEachRemaining(entry -> {
            if (goes.test(entry.key, entry.value)) {
                store.delete(entry.key);
            }
        });
    }
}
