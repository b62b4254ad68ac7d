package dev.hawkeye.site.http;

import dev.hawkeye.console.access.AccessControl;
import dev.hawkeye.site.config.HttpConfig;
import io.javalin.http.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may ask for more than health and schemas. With {@code http.token} set, a caller that presents it; without one, everyone
 * on this machine when the server listens at its loopback alone, and otherwise no one.
 *
 * <p>One for all routes of a process; safe for use by many threads.
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

    /** Warns if it will let no one in. To be made once per process, when there is a route that asks for it. */
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

    /** Whether a server refuses every client: there is no token, and it listens for other machines too. */
    public static boolean letsNobodyIn(HttpConfig config) {
        return config.token().isEmpty() && !Hosts.isLoopback(config.host());
    }

    /** Whether a token must be shown. */
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

    /** @throws HttpRefusal with 401 or 403 when this request is refused */
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
