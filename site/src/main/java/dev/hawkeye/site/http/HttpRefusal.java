package dev.hawkeye.site.http;

/** Ends a request with a status and the body {@code {"error": message}}. */
public final class HttpRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * @param status 400 to 599
     * @param message one line for the client, with the remedy
     */
    public HttpRefusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
