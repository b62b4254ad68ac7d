package dev.hawkeye.schemas;

import org.apache.kafka.common.errors.SerializationException;

/** The bytes of a record are not what its topic contains; a retry gives the same result. */
public final class UndecodableException extends SerializationException {
    private static final long serialVersionUID = 1L;

    UndecodableException(String message) {
        super(message);
    }

    UndecodableException(String message, Throwable cause) {
        super(message, cause);
    }
}
