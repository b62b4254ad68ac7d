package dev.hawkeye.console.access;

import io.javalin.http.Context;

/** Who may ask a server for more than its health. Safe for use by many threads. */
public interface AccessControl {
    /** Whether a token must be shown; if not, this machine alone may ask. */
    boolean asksForToken();

    /** Whether this is the token, compared in constant time. */
    boolean isToken(String shown);

    /** What only a holder of the token can compute for a text (HMAC-SHA-256, in hexadecimal digits); not to be asked without one. */
    String proof(String text);

    /** @throws RuntimeException that the server answers with 401 or 403 when this request is refused */
    void check(Context context);
}
