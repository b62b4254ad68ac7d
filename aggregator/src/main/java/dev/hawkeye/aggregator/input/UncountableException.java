package dev.hawkeye.aggregator.input;

/** A record of the detections topic that can never be counted, however often it is read; the message says why. */
public final class UncountableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UncountableException(String reason) {
        super(reason, null, false, false);
    }
}
