package dev.hawkeye.site.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.console.access.AccessControl;
import dev.hawkeye.site.config.HttpConfig;
import io.javalin.http.Context;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
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
    private static final String HMAC = "HmacSHA256";
    private static final String BEARER = "Bearer ";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final byte[] token;
    private final Hosts hosts;

    private Access(HttpConfig config) {
        this.token = config.token().getBytes(UTF_8);
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
        return token.length > 0;
    }

    /** Whether this is the token, compared in constant time. */
    @Override
    public boolean isToken(String shown) {
        return asksForToken() && MessageDigest.isEqual(token, shown.getBytes(UTF_8));
    }

    @Override
    public String proof(String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(token, HMAC));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws HttpRefusal with 401 or 403 when this request is refused */
    @Override
    public void check(Context context) {
        if (asksForToken()) {
            String shown = context.header("Authorization");
            boolean bearer = shown != null && shown.startsWith(BEARER) && isToken(shown.substring(BEARER.length()));
            if (!bearer) {
                throw new HttpRefusal(UNAUTHORIZED, "show the http.token, as header 'Authorization: Bearer …'");
            }
        } else if (!hosts.areOfThisMachine()) {
            throw new HttpRefusal(FORBIDDEN, REMEDY);
        }
    }
}
