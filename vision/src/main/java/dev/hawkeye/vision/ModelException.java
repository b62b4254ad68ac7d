package dev.hawkeye.vision;

/**
 * A model file that cannot be used. The message is one sentence for the user: what was expected, what was found, what
 * to do.
 */
public final class ModelException extends RuntimeException {
    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
