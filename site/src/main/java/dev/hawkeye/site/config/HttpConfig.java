package dev.hawkeye.site.config;

import dev.hawkeye.settings.Check;
import java.util.List;

/**
 * The address of the HTTP server, and the tokens for its protected part.
 *
 * @param host name or address to listen on
 * @param port 0 for any free one
 * @param token required for everything except health and schemas; empty for none
 * @param adminToken required for every change over HTTP; empty for none, which forbids all changes
 * @param hosts other host names, without port, under which this machine answers requests without a token, such as those
 *     of a proxy
 */
public record HttpConfig(String host, int port, String token, String adminToken, List<String> hosts) {
    private static final int MAX_PORT = 65535;
    private static final int MIN_TOKEN_LENGTH = 16;
    private static final int MAX_TOKEN_LENGTH = 1000;

    public HttpConfig {
        Check.that(host != null && !host.isBlank(), "host", "must be a name or an address", "'" + host + "'");
        Check.that(port >= 0 && port <= MAX_PORT, "port", "must be 0 (any free one) to " + MAX_PORT, port);
        checkToken("token", token);
        checkToken("admin-token", adminToken);
        Check.that(
                adminToken.isEmpty() || !adminToken.equals(token),
                "admin-token",
                "must differ from http.token, which only grants read access",
                "the same");
        for (String name : hosts) {
            Check.that(
                    name.matches("[a-zA-Z0-9._-]{1,253}"),
                    "hosts",
                    "must be names without scheme and port, such as hawkeye.example.org",
                    "'" + name + "'");
        }
        hosts = List.copyOf(hosts);
    }

    /** Creates settings without other host names and without a token for changes. */
    public HttpConfig(String host, int port, String token) {
        this(host, port, token, "", List.of());
    }

    private static void checkToken(String key, String token) {
        Check.that(
                token.isEmpty()
                        || (token.length() >= MIN_TOKEN_LENGTH
                                && token.length() <= MAX_TOKEN_LENGTH
                                && isVisible(token)),
                key,
                "must be " + MIN_TOKEN_LENGTH + " to " + MAX_TOKEN_LENGTH
                        + " ASCII letters, digits and symbols without blanks, or empty",
                token.length() + (isVisible(token) ? " of them" : " characters, some of them not allowed"));
    }

    /** Whether an HTTP header can carry the token. */
    private static boolean isVisible(String token) {
        return token.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    /** Omits the tokens. */
    @Override
    public String toString() {
        return "HttpConfig[host=" + host + ", port=" + port + ", token=" + shown(token) + ", adminToken="
                + shown(adminToken) + ", hosts=" + hosts + "]";
    }

    private static String shown(String token) {
        return token.isEmpty() ? "none" : "***";
    }
}
