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
 * The final windows of the last hours, of every camera of one partition, for those who ask ({@link LocalHistory}).
 *
 * <p>Several windows share one record, so that a camera of a day has some hundred records instead of ten thousand, and
 * each window that closes rewrites one of a few kilobytes. The record of a window is found by its start, and a window
 * replaces the one with its start: done again after a crash, or by a file that is played again, it is not counted twice.
 *
 * <p>What is too old goes in two ways. Time is per camera, as everywhere here: when a record is begun, those of its
 * camera go that are older by {@code history}. A camera that never comes back would keep its records for ever that way,
 * and so would one that is played from an older time each day. So each record also says when it was written, and the
 * clock takes those that no one has written for as long, at least an hour. That holds over restarts.
 *
 * <p>A record that its changelog is known to refuse for its size is left as it was: the windows are on their topic anyway.
 *
 * <p>It is written before the state of its camera, see {@code AggregatorTopology}. Used by one stream thread.
 */
public final class WindowHistory {
    public static final String STORE = "history";

    /** How often the clock looks, and the least time that it leaves a record alone. */
    public static final Duration HOUR = Duration.ofHours(1);

    private final AggregatorConfig config;
    private final KeyValueStore<HistoryKey, HistoryBucket> store;
    private final IntPredicate fits;
    private final SortedMap<Long, WindowState> closed = new TreeMap<>();

    /** @param fits whether the changelog takes a record of so many bytes, as far as is known */
    public WindowHistory(AggregatorConfig config, KeyValueStore<HistoryKey, HistoryBucket> store, IntPredicate fits) {
        this.config = config;
        this.store = store;
        this.fits = fits;
    }

    /** One more final window of the camera that is saved next. */
    public void add(WindowState window) {
        closed.put(window.getStart(), window);
    }

    /**
     * Writes what was added, each record once.
     *
     * @param now by the clock, ms since the epoch
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
            // Where one name ends another one may go on, and then lie between.
            delete(older, (key, bucket) -> key.camera().equals(begun.camera()) && key.start() + key.span() <= oldest);
        }
    }

    /** Deletes all that is there of a camera. */
    public void forget(String camera) {
        HistoryKey first = new HistoryKey(camera, Long.MIN_VALUE, 0, 0);
        HistoryKey last = new HistoryKey(camera, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
        try (KeyValueIterator<HistoryKey, HistoryBucket> all = store.range(first, last)) {
            delete(all, (key, bucket) -> key.camera().equals(camera));
        }
    }

    /**
     * Deletes what no one has written for long.
     *
     * @param now by the clock, ms since the epoch
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
