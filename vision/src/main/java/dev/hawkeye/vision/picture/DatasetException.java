package dev.hawkeye.vision.picture;

import dev.hawkeye.settings.UserException;

/**
 * Pictures or labels that cannot be used. The message is one sentence for the user: the file, the error, the remedy.
 */
public final class DatasetException extends UserException {
    public DatasetException(String message) {
        super(message);
    }

    public DatasetException(String message, Throwable cause) {
        super(message, cause);
    }
}
