package dev.hawkeye.vision.picture;

/** A picture that cannot be analyzed; the message becomes {@code Outcome.Failed.reason()}. */
public final class PictureException extends Exception {
    public PictureException(String message) {
        super(message, null, false, false);
    }
}
