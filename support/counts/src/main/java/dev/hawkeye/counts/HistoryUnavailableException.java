package dev.hawkeye.counts;

/** The history of a camera cannot be read now. The message gives the reason and the remedy, and contains no secrets. */
public final class HistoryUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HistoryUnavailableException(String message) {
        super(message);
    }

    public HistoryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
