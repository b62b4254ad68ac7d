package dev.hawkeye.vision.onnx;

import dev.hawkeye.settings.UserException;

/**
 * A model file that cannot be used. The message is one sentence for the user: what was expected, what was found, what
 * to do. It is one line, whatever the file contains.
 */
public final class ModelException extends UserException {
    public ModelException(String message) {
        super(PlainText.of(message));
    }

    public ModelException(String message, Throwable cause) {
        super(PlainText.of(message), cause);
    }
}
