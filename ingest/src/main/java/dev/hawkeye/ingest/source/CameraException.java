package dev.hawkeye.ingest.source;

/** A camera cannot continue: its source or Kafka failed. The message is one sentence without credentials. */
public final class CameraException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean permanent;

    private CameraException(String message, boolean permanent) {
        super(message);
        this.permanent = permanent;
    }

    /** A failure after which a retry may succeed: the source is unavailable, or hangs. */
    public static CameraException temporary(String message) {
        return new CameraException(message, false);
    }

    /** A failure that the user must fix before a retry can succeed: the file is missing, or not a video. */
    public static CameraException permanent(String message) {
        return new CameraException(message, true);
    }

    /** Whether a retry is futile. */
    public boolean isPermanent() {
        return permanent;
    }
}
