package dev.hawkeye.app.config;

import dev.hawkeye.app.UserException;

/** A setting that cannot be used: where it was made, the full path of its key, the value, the remedy. */
public final class ConfigException extends UserException {
    private static final long serialVersionUID = 1L;

    public ConfigException(String message) {
        super(oneLine(message));
    }

    public ConfigException(String message, Throwable cause) {
        super(oneLine(message), cause);
    }

    /** A value may hold anything, and is part of the message. */
    private static String oneLine(String message) {
        return message.replaceAll("\\p{Cntrl}", " ");
    }
}
