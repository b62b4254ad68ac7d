package dev.hawkeye.site.config;

import java.util.List;

/**
 * Where the HTTP server listens, and what opens the part of it that is not for everybody.
 *
 * @param host name or address
 * @param port 0 for any free one
 * @param token asked of whoever wants more than health and schemas; empty for none
 * @param hosts other names, without port, under which this machine is asked when there is no token: those of a proxy
 */
public record HttpConfig(String host, int port, String token, List<String> hosts) {
    private static final int HIGHEST_PORT = 65535;
    private static final int SHORTEST_TOKEN = 16;
    private static final int LONGEST_TOKEN = 1000;

    public HttpConfig {
        if (host == null || host.isBlank()) {
            throw new IllegalArgumentException("host must be a name or an address, got: '" + host + "'");
        }
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("port must be 0 (any free one) to 65535, got: " + port);
        }
        boolean usable = token.length() >= SHORTEST_TOKEN && token.length() <= LONGEST_TOKEN && isVisible(token);
        if (!token.isEmpty() && !usable) {
            throw new IllegalArgumentException("token must be " + SHORTEST_TOKEN + " to " + LONGEST_TOKEN
                    + " letters, digits and signs of ASCII without blanks, or empty, got: " + token.length()
                    + (isVisible(token) ? " of them" : " characters, others among them"));
        }
        for (String name : hosts) {
            if (!name.matches("[a-zA-Z0-9._-]{1,253}")) {
                throw new IllegalArgumentException("hosts must be names without scheme and port, such as"
                        + " hawkeye.example.org, got: '" + name + "'");
            }
        }
        hosts = List.copyOf(hosts);
    }

    /** Asked under the names of this machine alone. */
    public HttpConfig(String host, int port, String token) {
        this(host, port, token, List.of());
    }

    /** One that HTTP's header can carry. */
    private static boolean isVisible(String token) {
        return token.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "HttpConfig[host=" + host + ", port=" + port + ", token=" + (token.isEmpty() ? "none" : "***")
                + ", hosts=" + hosts + "]";
    }
}
