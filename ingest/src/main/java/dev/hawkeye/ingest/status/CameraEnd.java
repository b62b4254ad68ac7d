package dev.hawkeye.ingest.status;

/**
 * A camera that is no longer read, because its source ended or cannot be used.
 *
 * @param camera id
 * @param outcome how it ended
 * @param framesSent frame records that Kafka acknowledged
 * @param sourceBytes compressed bytes read from the source
 * @param error one sentence without credentials; null on success
 */
public record CameraEnd(String camera, Outcome outcome, long framesSent, long sourceBytes, String error) {

    /** How it ended. */
    public enum Outcome {
        /** Read to its end; if the end came too early, {@link CameraEnd#error()} says so. */
        ENDED,
        /** Missing, or not a video: nothing was read, and the user must fix it. */
        FAILED
    }
}
