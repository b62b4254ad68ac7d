package dev.hawkeye.console;

/** What a client is told instead of an answer: an HTTP status, and one line with the remedy. */
final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    ApiException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
