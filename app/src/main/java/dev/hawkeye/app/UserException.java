package dev.hawkeye.app;

import java.util.List;

/** Something that the user can mend. The message is one line: what is wrong, the value, the remedy. Exit code 2. */
public class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UserException(String message) {
        super(message);
    }

    public UserException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The same line by line, where several things are wrong at once. */
    public List<String> lines() {
        return List.of(String.valueOf(getMessage()));
    }
}
