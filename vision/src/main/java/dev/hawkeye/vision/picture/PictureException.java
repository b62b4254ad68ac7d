package dev.hawkeye.vision.picture;

import dev.hawkeye.vision.Outcome;

/** A picture that cannot be analysed; the message becomes {@link Outcome.Failed#reason()}. */
public final class PictureException extends Exception {
    public PictureException(String message) {
        super(message, null, false, false);
    }
}
