package dev.hawkeye.embedded;

import dev.hawkeye.settings.UserException;

/** The broker cannot start, or died. The message is one line that names the problem, the value and the remedy. */
public final class EmbeddedKafkaException extends UserException {
    private static final long serialVersionUID = 1L;

    EmbeddedKafkaException(String message) {
        super(message);
    }

    EmbeddedKafkaException(String message, Throwable cause) {
        super(message, cause);
    }
}
