package dev.hawkeye.aggregator;

import java.util.List;

/** The final windows of the last hours ({@code aggregator.history}). Implementations are safe for use by many threads. */
public interface CountHistory {
    /** So many windows one question may be about. */
    int MOST_WINDOWS = 10_000;

    /**
     * The final windows of a camera that begin in a stretch of capture time; none for a camera that nobody knows. A window
     * in which there was nothing to see is among them, one without any frame is not.
     *
     * @param from inclusive, ms since the epoch
     * @param to exclusive, at most {@link #MOST_WINDOWS} times {@code aggregator.advance} after {@code from}
     * @return oldest first
     * @throws IllegalArgumentException when that is too long or negative
     * @throws HistoryUnavailableException when it cannot be told now
     */
    List<FinalWindow> windows(String camera, long from, long to);
}
