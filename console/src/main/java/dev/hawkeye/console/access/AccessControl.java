package dev.hawkeye.console.access;

import io.javalin.http.Context;

/** Decides who may request more than a server's health. Thread-safe. */
public interface AccessControl {
    /** Whether a token is required; if not, only this machine may send requests. */
    boolean asksForToken();

    /** Whether this is the token; compared in constant time. */
    boolean isToken(String shown);

    /**
     * Computes a proof that only a holder of the token can compute for a text (HMAC-SHA-256, in hexadecimal digits).
     * Requires a token.
     */
    String proof(String text);

    /** @throws RuntimeException when this request is refused; the server responds with 401 or 403 */
    void check(Context context);
}
