package dev.hawkeye.console.access;

import dev.hawkeye.console.api.AdminSessionView;
import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.console.http.JsonAnswers;
import dev.hawkeye.console.http.JsonBody;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Guards everything below {@code /api/admin}: the routes that change the site, and those that only administrators may
 * read. It requires a separate token, even on loopback. A program presents the token with each request. A page presents
 * it once, in exchange for a cookie; the page then also proves its identity by a header that no other page may set, and
 * by its origin. Requests under a name that is not the server's are refused.
 *
 * <p>A holder of the token can make the site open any camera address, including files and devices of this machine.
 */
public final class AdminDoor {
    static final String BELOW = "/api/admin";
    /** Set by our page. For another page, a browser would send a preflight request first, which gets no approval. */
    static final String OWN_PAGE = "Hawkeye-Admin";

    private static final String SESSION = BELOW + "/session";
    private static final String BEARER = "Bearer ";
    private static final String NAME_HEADER = "Hawkeye-Operator";
    private static final String OPERATOR = "operator";
    private static final String UNNAMED = "admin";
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{M}\\p{N}._ -]{1,60}");
    private static final int MAX_BODY_BYTES = 8192;

    private final AdminControl control;
    private final AdminSessions sessions;
    private final Attempts attempts;

    private record Shown(String token, String name) {}

    AdminDoor(AdminControl control, AdminSessions sessions, Attempts attempts) {
        this.control = control;
        this.sessions = sessions;
        this.attempts = attempts;
    }

    /** @param attempts wrong tokens for changes; not shared with any other token */
    public static AdminDoor of(AdminControl control, Attempts attempts) {
        return new AdminDoor(control, new AdminSessions(control, Clock.systemUTC()), attempts);
    }

    public void addTo(RoutesConfig routes) {
        routes.before(BELOW + "/*", this::check);
        routes.get(SESSION, this::show);
        routes.post(SESSION, this::open);
        routes.delete(SESSION, context -> {
            AdminSessions.end(context);
            context.status(204);
        });
    }

    /** Whether this class guards the path. */
    static boolean guards(String path) {
        return path.startsWith(BELOW + "/");
    }

    /** The author of a change: NAME@ADDRESS. Only for requests that have passed the check. */
    public static String operator(Context context) {
        String operator = context.attribute(OPERATOR);
        if (operator == null) {
            throw new IllegalStateException("unchecked request to " + context.path());
        }
        return operator;
    }

    private void check(Context context) {
        boolean isSession = context.path().equals(SESSION);
        boolean reads = Doorkeeper.READING.contains(context.method().name());
        if (isSession && reads && !control.hasToken()) {
            return;
        }
        if (!control.hasToken()) {
            throw new ApiException(
                    403,
                    "changes are off: set http.admin-token to 16 or more letters and digits, such as the output of"
                            + " `openssl rand -hex 24`, preferably in HAWKEYE_HTTP_ADMIN_TOKEN");
        }
        if (!control.isOwnHost(context.header("Host"))) {
            throw new ApiException(
                    403,
                    "changes are accepted only under a name of this server: use its address or localhost, or add the name to"
                            + " http.hosts");
        }
        if (isSession) {
            if (!reads) {
                checkPage(context, false);
            }
            return;
        }
        Optional<AdminSessions.Session> session = sessions.of(context);
        String shown = context.header("Authorization");
        // A proxy may send the token for reading with each request of the page.
        if (session.isPresent() && (!isBearer(shown) || context.header(OWN_PAGE) != null)) {
            checkPage(context, reads);
            enter(context, session.get().name());
        } else if (isBearer(shown)) {
            checkToken(shown.substring(BEARER.length()));
            enter(context, name(context.header(NAME_HEADER)));
        } else {
            throw new ApiException(
                    401, "send the http.admin-token as header 'Authorization: Bearer …', or sign in on the page");
        }
    }

    private static boolean isBearer(String shown) {
        return shown != null && shown.startsWith(BEARER);
    }

    private static void enter(Context context, String name) {
        context.attribute(OPERATOR, name + "@" + context.ip());
    }

    private static void checkPage(Context context, boolean reads) {
        boolean isOwn = reads ? !Origins.isForeign(context) : Origins.isOwn(context);
        if (!isOwn || context.header(OWN_PAGE) == null) {
            throw new ApiException(
                    403,
                    "this request does not come from this server's own page: use that, or send the http.admin-token as header"
                            + " 'Authorization: Bearer …'");
        }
    }

    private void checkToken(String shown) {
        attempts.checkAllowed();
        if (!control.isToken(shown)) {
            attempts.wrong();
            throw new ApiException(401, "wrong token: use the value of http.admin-token on the server");
        }
    }

    private static String name(String given) {
        String name = given == null || given.isBlank() ? UNNAMED : given.strip();
        if (!NAME.matcher(name).matches()) {
            throw new ApiException(400, "a name has 1 to 60 letters, digits, blanks, '.', '_' and '-'");
        }
        return name;
    }

    private void show(Context context) {
        AdminSessionView view = sessions.of(context)
                .map(session -> new AdminSessionView(true, true, session.name(), session.until()))
                .orElseGet(() -> new AdminSessionView(control.hasToken(), false, null, null));
        JsonAnswers.json(context, view);
    }

    private void open(Context context) {
        Shown shown = JsonBody.read(context, Shown.class, MAX_BODY_BYTES, "{\"token\": \"…\", \"name\": \"…\"}");
        String name = name(shown.name);
        checkToken(shown.token == null ? "" : shown.token);
        sessions.open(context, name);
        context.status(204);
    }
}
