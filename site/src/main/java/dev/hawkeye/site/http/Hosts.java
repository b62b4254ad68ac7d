package dev.hawkeye.site.http;

import dev.hawkeye.site.config.HttpConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The host names under which a server answers. A foreign page can point its own name at this machine (DNS rebinding),
 * and a browser then treats the answers as that page's own, but it sends the name. So a server that listens only for
 * this machine and requires no token answers only to names of this machine and to those of {@code http.hosts}. With a
 * token, the name does not matter for reading, since a foreign page has neither the token nor the cookie. For changes,
 * it always matters. Immutable.
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
            return false; // The server will fail to start with it.
        }
    }

    /** Whether it listens only for this machine. */
    boolean areOfThisMachine() {
        return loopback;
    }

    /** @param asked value of the Host header; null when there is none */
    boolean answerTo(String asked) {
        return !loopback || !config.token().isEmpty() || isOwnName(name(asked));
    }

    /**
     * Whether a host can only mean this server, as required for changes: one of its names, or an IP address, which no
     * one can redirect.
     *
     * @param asked value of the Host header; null when there is none
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
