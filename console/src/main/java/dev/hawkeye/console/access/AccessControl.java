package dev.hawkeye.console.access;

import io.javalin.http.Context;
import java.util.function.Predicate;

/** Who may ask a server for more than its health. Safe for use by many threads. */
public interface AccessControl {
    /** Whether a token must be shown; if not, this machine alone may ask. */
    boolean asksForToken();

    /** Whether this is the token, found out in a time that tells nothing about it. */
    boolean isToken(String shown);

    /** What only who knows the token can say about a text (HMAC-SHA-256, in hexadecimal digits); not to be asked without one. */
    String proof(String text);

    /** What counts as much as the token, such as a cookie that was given for it. */
    void alsoBy(Predicate<Context> proof);

    /** @throws RuntimeException that the server answers with 401 or 403 when this request may not go on */
    void check(Context context);
}
