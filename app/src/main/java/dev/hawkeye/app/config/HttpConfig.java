package dev.hawkeye.app.config;

/**
 * Where the HTTP server listens.
 *
 * @param host name or address
 * @param port 0 for any free one
 */
public record HttpConfig(String host, int port) {
    private static final int HIGHEST_PORT = 65535;

    public HttpConfig {
        if (host == null || host.isBlank()) {
            throw new IllegalArgumentException("host must be a name or an address, got: '" + host + "'");
        }
        if (port < 0 || port > HIGHEST_PORT) {
            throw new IllegalArgumentException("port must be 0 (any free one) to 65535, got: " + port);
        }
    }
}
