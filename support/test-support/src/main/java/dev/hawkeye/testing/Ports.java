package dev.hawkeye.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports that are free now, for servers that must restart at the same port. Thread-safe. */
public final class Ports {
    public static final String HOST = "127.0.0.1";

    private Ports() {}

    /** A currently free port of this machine's loopback. */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
