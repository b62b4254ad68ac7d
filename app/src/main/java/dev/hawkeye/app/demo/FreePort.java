package dev.hawkeye.app.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Checks whether the default port is free: a demo should start next to whatever else is running. */
final class FreePort {
    /** The default of {@code http.port}. */
    static final int USUAL = 8080;

    private static final int ANY = 0;

    private FreePort() {}

    /** @return {@code port}, or 0 for any free one if another program listens on it */
    static int orAny(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return port;
        } catch (IOException taken) {
            return ANY;
        }
    }
}
