package dev.hawkeye.counts;

import java.util.List;

/** The final windows of the last hours ({@code aggregator.history}). Implementations are thread-safe. */
@FunctionalInterface
public interface CountHistory {
    /** The maximum number of windows that one request may span. */
    int MAX_WINDOWS = 10_000;

    /**
     * Returns the final windows of a camera that begin in a range of capture time; none for an unknown camera. Includes
     * windows in which nothing was seen, but not windows without frames. May block for several seconds.
     *
     * @param from inclusive, epoch milliseconds
     * @param to exclusive, at most {@link #MAX_WINDOWS} times {@code aggregator.advance} after {@code from}
     * @return oldest first
     * @throws IllegalArgumentException if the range is too long or negative; the message gives the limit
     * @throws HistoryUnavailableException if the history cannot be read now
     */
    List<CountWindow> windows(String camera, long from, long to);
}
