package dev.hawkeye.aggregator.input;

/** A record of the detections topic that cannot be counted, no matter how often it is read; its message says why. */
public final class UncountableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UncountableException(String reason) {
        super(reason, null, false, false);
    }
}
