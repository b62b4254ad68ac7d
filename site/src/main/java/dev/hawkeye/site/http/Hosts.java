package dev.hawkeye.site.http;

import dev.hawkeye.site.config.HttpConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The names under which a server is asked. A page from elsewhere can let its own name lead to this machine (DNS rebinding),
 * and a browser then takes what is answered for that page's own; but it says the name. So a server that listens for this
 * machine alone and asks for no token answers only to names of this machine and to those of {@code http.hosts}. With a token
 * no name matters, since that page has neither the token nor the cookie. Immutable.
 */
final class Hosts {
    private static final String LOOPBACK = "(?i)localhost|127(\\.\\d{1,3}){3}|\\[::1]";

    private final HttpConfig config;
    private final boolean loopback;

    Hosts(HttpConfig config) {
        this.config = config;
        this.loopback = isLoopback(config.host());
    }

    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false; // The server will not start there.
        }
    }

    /** Whether it listens for this machine alone. */
    boolean areOfThisMachine() {
        return loopback;
    }

    /** @param asked the header Host; null when there is none */
    boolean answerTo(String asked) {
        if (!loopback || !config.token().isEmpty()) {
            return true;
        }
        String name = asked == null ? "" : asked.replaceFirst(":\\d*$", "");
        return name.matches(LOOPBACK)
                || name.equalsIgnoreCase(config.host())
                || config.hosts().stream().anyMatch(name::equalsIgnoreCase);
    }
}
