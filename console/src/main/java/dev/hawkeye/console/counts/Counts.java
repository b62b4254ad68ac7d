package dev.hawkeye.console.counts;

import dev.hawkeye.console.api.CountsView;
import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.console.state.RecentCounts;
import dev.hawkeye.counts.CountHistory;
import dev.hawkeye.counts.CountWindow;
import dev.hawkeye.counts.HistoryUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts of a camera over time: final windows from the aggregators' store, and windows that are not final yet from the
 * counts topic. A long range is requested in pieces, and only the current piece is in memory. Thread-safe.
 */
public final class Counts {
    /** Maximum number of windows in one answer; beyond that, windows are merged into longer ones. */
    static final int MAX_WINDOWS = 10_000;

    private static final int MAX_WINDOWS_REQUESTED = 1_000_000;
    private static final Logger log = LoggerFactory.getLogger(Counts.class);

    private final CountHistory history;
    private final RecentCounts recent;
    private final long advance;

    /** Receives the windows of one query. */
    public interface Sink {
        /** @param complete whether the aggregators are reachable; called before the first window */
        void begin(boolean complete);

        void window(CountWindow window);
    }

    /** @param advance time from one window to the next, as far as this process knows */
    public Counts(CountHistory history, RecentCounts recent, Duration advance) {
        this.history = history;
        this.recent = recent;
        this.advance = advance.toMillis();
    }

    /** @throws ApiException 400 when the range is longer than any retention */
    public void check(long from, long to) {
        if ((to - from) / advance > MAX_WINDOWS_REQUESTED) {
            throw new ApiException(
                    400,
                    "to must be at most "
                            + Duration.ofMillis(MAX_WINDOWS_REQUESTED * advance).toDays()
                            + " days after from, which is "
                            + MAX_WINDOWS_REQUESTED + " windows, got: " + from + " and " + to);
        }
    }

    /**
     * Returns all windows at once; may wait a few seconds.
     *
     * @param step milliseconds, 0 for windows as they are; increased where it would yield more than {@value
     * #MAX_WINDOWS} windows
     */
    public CountsView of(String camera, long from, long to, long step) {
        long enough = (to - from) / MAX_WINDOWS;
        long actual = enough < Math.max(step, advance) ? step : (enough / advance + 1) * advance;
        List<CountWindow> windows = new ArrayList<>();
        boolean complete = each(camera, from, to, actual, new Sink() {
            @Override
            public void begin(boolean complete) {}

            @Override
            public void window(CountWindow window) {
                windows.add(window);
            }
        });
        return new CountsView(camera, from, to, actual, complete, windows);
    }

    /**
     * Passes the windows to a sink one by one, by start; may wait a few seconds.
     *
     * @return whether all aggregators were reachable
     */
    public boolean each(String camera, long from, long to, long step, Sink sink) {
        Downsampling longer = new Downsampling(step, sink::window);
        long piece = CountHistory.MAX_WINDOWS * advance;
        boolean complete = true;
        long start = from;
        do {
            long end = Math.min(to, start + piece);
            TreeMap<Long, CountWindow> windows = new TreeMap<>();
            recent.windows(camera, start, end).forEach(window -> windows.put(window.start(), window));
            if (complete) {
                complete = addHistory(camera, start, end, windows);
            }
            if (start == from) {
                sink.begin(complete);
            }
            windows.values().forEach(longer::add);
            start = end;
        } while (start < to);
        longer.finish();
        return complete;
    }

    private boolean addHistory(String camera, long from, long to, Map<Long, CountWindow> windows) {
        try {
            addPiece(camera, from, to, windows);
            return true;
        } catch (HistoryUnavailableException e) {
            log.debug("counts of {} are limited to what this console has read itself: {}", camera, e.getMessage());
            return false;
        }
    }

    /** An aggregator with shorter windows than ours returns fewer per request, so each half is requested separately. */
    private void addPiece(String camera, long from, long to, Map<Long, CountWindow> windows) {
        try {
            history.windows(camera, from, to).forEach(window -> windows.put(window.start(), window));
        } catch (IllegalArgumentException e) {
            long middle = from + (to - from) / 2;
            if (middle == from) {
                throw new ApiException(400, "from and to cannot be used: " + e.getMessage());
            }
            addPiece(camera, from, middle, windows);
            addPiece(camera, middle, to, windows);
        }
    }
}
