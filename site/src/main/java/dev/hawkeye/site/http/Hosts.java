package dev.hawkeye.site.http;

import dev.hawkeye.site.config.HttpConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The names under which a server is asked. A page from elsewhere can let its own name lead to this machine (DNS rebinding),
 * and a browser then takes what is answered for that page's own; but it says the name. So a server that listens for this
 * machine alone and asks for no token answers only to names of this machine and to those of {@code http.hosts}. With a token
 * no name matters for reading, since that page has neither the token nor the cookie. For changes it always does. Immutable.
 */
final class Hosts {
    private static final String LOOPBACK = "(?i)localhost|127(\\.\\d{1,3}){3}|\\[::1]";
    private static final String ADDRESS = "\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+]";

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
        return !loopback || !config.token().isEmpty() || isOwnName(name(asked));
    }

    /**
     * Whether this can only be our server, for what is more than reading: one of its names, or an address, which nobody can have
     * lead elsewhere.
     *
     * @param asked the header Host; null when there is none
     */
    boolean areOwn(String asked) {
        String name = name(asked);
        return name.matches(ADDRESS) || isOwnName(name);
    }

    private static String name(String asked) {
        return asked == null ? "" : asked.replaceFirst(":\\d*$", "");
    }

    private boolean isOwnName(String name) {
        return name.matches(LOOPBACK)
                || name.equalsIgnoreCase(config.host())
                || config.hosts().stream().anyMatch(name::equalsIgnoreCase);
    }
}
