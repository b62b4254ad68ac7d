package dev.hawkeye.console.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cookies of browsers that have presented the token for changes. Such a cookie contains its expiry time, the name
 * that its owner gave, and a proof of both made with the token; a browser sends it only below {@code /api/admin}, and
 * for an hour. The server stores nothing: a cookie is valid for all instances, and expires as soon as the token
 * changes. Immutable.
 */
final class AdminSessions {
    static final String COOKIE = "hawkeye-admin";
    private static final Duration VALID = Duration.ofHours(1);
    private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\.([A-Za-z0-9_-]{1,400})\\.([0-9a-f]{64})");

    private final AdminControl control;
    private final Clock clock;

    /** The owner, and the expiry time in epoch milliseconds. */
    record Session(String name, long until) {}

    AdminSessions(AdminControl control, Clock clock) {
        this.control = control;
        this.clock = clock;
    }

    /** The session of this request's cookie, if it is still valid. */
    Optional<Session> of(Context context) {
        String cookie = context.cookie(COOKIE);
        Matcher form = FORM.matcher(cookie == null ? "" : cookie);
        if (!control.hasToken() || !form.matches()) {
            return Optional.empty();
        }
        byte[] shown = form.group(3).getBytes(US_ASCII);
        byte[] right = proof(form.group(1), form.group(2)).getBytes(US_ASCII);
        long until = Long.parseLong(form.group(1));
        return MessageDigest.isEqual(right, shown) && until > clock.millis()
                ? Optional.of(new Session(new String(Base64.getUrlDecoder().decode(form.group(2)), UTF_8), until))
                : Optional.empty();
    }

    void open(Context context, String name) {
        String end = String.valueOf(clock.millis() + VALID.toMillis());
        String owner = Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(UTF_8));
        context.cookie(cookie(context, end + "." + owner + "." + proof(end, owner), VALID));
    }

    static void end(Context context) {
        context.cookie(cookie(context, "", Duration.ZERO));
    }

    private String proof(String end, String owner) {
        return control.proof("administrator " + owner + " until " + end);
    }

    private static Cookie cookie(Context context, String value, Duration age) {
        boolean secure = "https".equals(context.scheme()) || "https".equals(context.header("X-Forwarded-Proto"));
        int seconds = Math.toIntExact(age.toSeconds());
        return new Cookie(COOKIE, value, AdminDoor.BELOW, seconds, secure, true, null, SameSite.STRICT);
    }
}
