package dev.hawkeye.console.access;

import io.javalin.http.Context;

/** Who may ask a server for more than its health. Safe for use by many threads. */
public interface AccessControl {
    /** Whether a token is required; if not, only this machine may make requests. */
    boolean asksForToken();

    /** Whether this is the token, compared in constant time. */
    boolean isToken(String shown);

    /**
     * What only a holder of the token can compute for a text (HMAC-SHA-256, in hexadecimal digits); must not be called
     * without a token.
     */
    String proof(String text);

    /** @throws RuntimeException when this request is refused; the server answers with 401 or 403 */
    void check(Context context);
}
