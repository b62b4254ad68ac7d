package dev.hawkeye.console.counts;

import dev.hawkeye.console.api.CountWindow;
import java.util.List;

/** The final windows that the aggregators keep. Safe for use by many threads. */
@FunctionalInterface
public interface CountHistory {
    /** So many windows an aggregator tells at once. */
    int MOST_WINDOWS = 10_000;

    /**
     * Final windows of a camera, by start; may wait for a few seconds.
     *
     * @param from least start of a window, epoch milliseconds
     * @param to windows begin before this, epoch milliseconds
     * @throws IllegalArgumentException when they ask for more windows than are told at once; the message says how many may be
     * @throws UnavailableException when no aggregator could be asked
     */
    List<CountWindow> windows(String camera, long from, long to);

    /** No aggregator could be asked; the message says why, without secrets. */
    final class UnavailableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public UnavailableException(String message) {
            super(message, null, false, false);
        }
    }
}
