package dev.hawkeye.schemas;

import org.apache.kafka.common.errors.SerializationException;

/** The schema registry cannot be asked, or refuses: the record is not to blame, and another try may succeed. */
public final class RegistryException extends SerializationException {
    private static final long serialVersionUID = 1L;

    RegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
