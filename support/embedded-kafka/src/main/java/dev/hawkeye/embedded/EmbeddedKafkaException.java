package dev.hawkeye.embedded;

import dev.hawkeye.settings.UserException;

/** The broker cannot start, or died: one line that names what is wrong, the value, and what to do about it. */
public final class EmbeddedKafkaException extends UserException {
    private static final long serialVersionUID = 1L;

    EmbeddedKafkaException(String message) {
        super(message);
    }

    EmbeddedKafkaException(String message, Throwable cause) {
        super(message, cause);
    }
}
