package dev.hawkeye.settings;

/** A problem that the user can fix, see {@link UserError}. */
public class UserException extends RuntimeException implements UserError {
    private static final long serialVersionUID = 1L;

    public UserException(String message) {
        super(message);
    }

    public UserException(String message, Throwable cause) {
        super(message, cause);
    }
}
