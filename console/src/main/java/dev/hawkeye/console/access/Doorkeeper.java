package dev.hawkeye.console.access;

import dev.hawkeye.console.api.SessionView;
import dev.hawkeye.console.http.ApiException;
import dev.hawkeye.console.http.Json;
import dev.hawkeye.console.http.JsonAnswers;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Admits or refuses requests. The page itself is open to everyone who can reach the server; its data is only for
 * clients that present the token or a cookie issued for it. If no token is configured, everything is for this machine
 * only. Requests that a browser sends on behalf of another site are refused.
 */
public final class Doorkeeper {
    private static final String BEARER = "Bearer ";
    private static final String SESSION = "/api/session";
    private static final int MAX_BODY_BYTES = 4096;
    static final Set<String> READING = Set.of("GET", "HEAD");

    private final Sessions sessions;
    private final Attempts attempts;
    private final BooleanSupplier room;

    private record Shown(String token) {}

    /** @param room whether there is room for one more client of the live updates */
    public Doorkeeper(Sessions sessions, Attempts attempts, BooleanSupplier room) {
        this.sessions = sessions;
        this.attempts = attempts;
        this.room = room;
    }

    public void addTo(RoutesConfig routes) {
        routes.before("/", this::checkPage);
        routes.before("/assets/*", this::checkPage);
        routes.before("/api/*", this::checkApi);
        routes.get(
                SESSION,
                context -> JsonAnswers.json(
                        context, new SessionView(sessions.asksForToken(), isLetIn(context), room.getAsBoolean())));
        routes.post(SESSION, this::open);
        routes.delete(SESSION, context -> {
            Sessions.end(context);
            context.status(204);
        });
    }

    private void checkPage(Context context) {
        if (!sessions.asksForToken()) {
            sessions.check(context);
        }
    }

    private void checkApi(Context context) {
        boolean reads = READING.contains(context.method().name());
        if (!(reads && isNavigation(context))) {
            checkOrigin(context);
        }
        if (context.path().equals(SESSION) || AdminDoor.guards(context.path())) {
            checkPage(context);
            return;
        }
        showsToken(context);
        sessions.check(context);
    }

    /**
     * Whether the request's header has the token; a wrong one counts as an attempt. Any other scheme is meant for a
     * proxy in front.
     */
    private boolean showsToken(Context context) {
        String header = context.header("Authorization");
        if (!sessions.asksForToken() || header == null || !header.startsWith(BEARER)) {
            return false;
        }
        attempts.checkAllowed();
        boolean right = sessions.isToken(header.substring(BEARER.length()));
        if (!right) {
            attempts.wrong();
        }
        return right;
    }

    /** Whether the user followed a link, from anywhere: no page can read the response then. */
    private static boolean isNavigation(Context context) {
        return "navigate".equals(context.header("Sec-Fetch-Mode"))
                && "document".equals(context.header("Sec-Fetch-Dest"));
    }

    /**
     * A browser always sends one of the two headers when it acts for a page. Reads are refused as well: the foreign
     * page could not read the response, but it could keep the server busy and use up the live updates.
     */
    private static void checkOrigin(Context context) {
        if (Origins.isForeign(context)) {
            throw new ApiException(403, "this request comes from a page of another site: use this server's own page");
        }
    }

    private boolean isLetIn(Context context) {
        return !sessions.asksForToken() || sessions.isOpen(context) || showsToken(context);
    }

    private void open(Context context) throws IOException {
        if (!sessions.asksForToken()) {
            context.status(204);
            return;
        }
        attempts.checkAllowed();
        byte[] body = context.req().getInputStream().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            throw new ApiException(413, "a token has at most 1000 characters");
        }
        if (!sessions.isToken(token(body))) {
            attempts.wrong();
            throw new ApiException(401, "wrong token: use the value of http.token on the server");
        }
        sessions.open(context);
        context.status(204);
    }

    private static String token(byte[] body) {
        try {
            Shown shown = Json.read(body, Shown.class);
            return shown == null || shown.token == null ? "" : shown.token;
        } catch (IOException e) {
            throw new ApiException(400, "the body must be {\"token\": \"…\"}");
        }
    }
}
