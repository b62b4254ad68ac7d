package dev.hawkeye.vision;

/** A picture that cannot be analysed; the message becomes {@link Outcome.Failed#reason()}. */
public final class PictureException extends Exception {
    PictureException(String message) {
        super(message, null, false, false);
    }
}
