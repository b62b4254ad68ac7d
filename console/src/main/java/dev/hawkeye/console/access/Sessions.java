package dev.hawkeye.console.access;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Admits everyone whom the server's own gate admits, and browsers that have presented the token and got a cookie for
 * it, so that a page need not keep the token. A cookie contains its expiry time and a proof of that time made with the
 * token, so the server stores nothing: a cookie survives a restart, is valid for all instances, and expires as soon as
 * the token changes. Immutable.
 */
public final class Sessions implements AccessControl {
    static final String COOKIE = "hawkeye-session";
    private static final Duration VALID = Duration.ofDays(30);
    private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\.([0-9a-f]{64})");

    private final AccessControl gate;
    private final Clock clock;

    /** @param gate the server's gate, which knows the token */
    public Sessions(AccessControl gate, Clock clock) {
        this.gate = gate;
        this.clock = clock;
    }

    @Override
    public boolean asksForToken() {
        return gate.asksForToken();
    }

    @Override
    public boolean isToken(String shown) {
        return gate.isToken(shown);
    }

    @Override
    public String proof(String text) {
        return gate.proof(text);
    }

    @Override
    public void check(Context context) {
        if (!isOpen(context)) {
            gate.check(context);
        }
    }

    /** Whether this request has a valid cookie. */
    boolean isOpen(Context context) {
        String cookie = context.cookie(COOKIE);
        Matcher form = FORM.matcher(cookie == null ? "" : cookie);
        if (!gate.asksForToken() || !form.matches()) {
            return false;
        }
        byte[] shown = form.group(2).getBytes(StandardCharsets.US_ASCII);
        byte[] right = proofOfEnd(form.group(1)).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(right, shown) && Long.parseLong(form.group(1)) > clock.millis();
    }

    void open(Context context) {
        String end = String.valueOf(clock.millis() + VALID.toMillis());
        context.cookie(cookie(context, end + "." + proofOfEnd(end), VALID));
    }

    static void end(Context context) {
        context.cookie(cookie(context, "", Duration.ZERO));
    }

    private String proofOfEnd(String end) {
        return gate.proof("console session until " + end);
    }

    private static Cookie cookie(Context context, String value, Duration age) {
        boolean secure = "https".equals(context.scheme()) || "https".equals(context.header("X-Forwarded-Proto"));
        return new Cookie(COOKIE, value, "/", Math.toIntExact(age.toSeconds()), secure, true, null, SameSite.STRICT);
    }
}
