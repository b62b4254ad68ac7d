package dev.hawkeye.site.http;

import dev.hawkeye.console.access.AccessControl;
import dev.hawkeye.site.config.HttpConfig;
import io.javalin.http.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Controls access to everything except health and schemas. With {@code http.token} set, callers that present it have
 * access; without one, everyone on this machine if the server listens on the loopback address only, and otherwise no
 * one.
 *
 * <p>Shared by all routes of a process. Thread-safe.
 */
public final class Access implements AccessControl {
    private static final Logger log = LoggerFactory.getLogger(Access.class);
    private static final String BEARER = "Bearer ";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final SharedSecret token;
    private final Hosts hosts;

    private Access(HttpConfig config) {
        this.token = new SharedSecret(config.token());
        this.hosts = new Hosts(config);
    }

    /**
     * Creates the access control; warns if no one will have access. Call it once per process, if there is a protected
     * route.
     */
    public static Access of(HttpConfig config) {
        Access access = new Access(config);
        if (letsNobodyIn(config)) {
            log.warn(
                    "http.host is {} and there is no http.token: everything but health and schemas is refused; {}",
                    config.host(),
                    REMEDY);
        }
        return access;
    }

    private static final String REMEDY =
            "http.token must be set to 16 or more letters and digits, or http.host to 127.0.0.1";

    /** Whether a server refuses every client: there is no token, and it also listens for other machines. */
    public static boolean letsNobodyIn(HttpConfig config) {
        return config.token().isEmpty() && !Hosts.isLoopback(config.host());
    }

    /** Whether a token is required. */
    @Override
    public boolean asksForToken() {
        return token.isSet();
    }

    /** Whether this is the token, compared in constant time. */
    @Override
    public boolean isToken(String shown) {
        return token.is(shown);
    }

    @Override
    public String proof(String text) {
        return token.proof(text);
    }

    /** @throws HttpRefusal with 401 or 403 when the request is refused */
    @Override
    public void check(Context context) {
        if (asksForToken()) {
            String shown = context.header("Authorization");
            boolean bearer = shown != null && shown.startsWith(BEARER) && isToken(shown.substring(BEARER.length()));
            if (!bearer) {
                throw new HttpRefusal(UNAUTHORIZED, "send the http.token as header 'Authorization: Bearer …'");
            }
        } else if (!hosts.areOfThisMachine()) {
            throw new HttpRefusal(FORBIDDEN, REMEDY);
        }
    }
}
