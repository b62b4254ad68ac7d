package dev.hawkeye.app.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Whether the usual port can be had: a demo should start beside whatever else runs. */
final class FreePort {
    /** That of {@code http.port}. */
    static final int USUAL = 8080;

    private static final int ANY = 0;

    private FreePort() {}

    /** @return {@code port}, or 0 for any free one when another program of this machine listens there */
    static int orAny(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return port;
        } catch (IOException taken) {
            return ANY;
        }
    }
}
