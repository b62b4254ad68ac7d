package dev.hawkeye.ingest.source;

/** A camera cannot continue: its source or Kafka failed. The message is one sentence without credentials. */
public final class CameraException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean permanent;

    private CameraException(String message, boolean permanent) {
        super(message);
        this.permanent = permanent;
    }

    /** Another try may succeed: the source is unavailable, or hangs. */
    public static CameraException temporary(String message) {
        return new CameraException(message, false);
    }

    /** No other try will succeed until the user does something: the file is missing, or not a video. */
    public static CameraException permanent(String message) {
        return new CameraException(message, true);
    }

    /** Whether another try is futile. */
    public boolean isPermanent() {
        return permanent;
    }
}
