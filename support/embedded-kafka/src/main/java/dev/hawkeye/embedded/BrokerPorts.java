package dev.hawkeye.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * The two ports of a broker on 127.0.0.1. They are chosen beforehand, because Kafka does not report the ports it got.
 */
record BrokerPorts(int client, int controller) {
    public static final String HOST = "127.0.0.1";
    private static final int HIGHEST = 65535;

    /**
     * @param client 0 for any free one
     * @throws EmbeddedKafkaException when {@code client} is in use or not a port
     */
    static BrokerPorts choose(int client) {
        if (client < 0 || client > HIGHEST) {
            throw new EmbeddedKafkaException(
                    "the embedded Kafka's port must be 1 to 65535 or 0 for any, got: " + client);
        }
        try (ServerSocket first = bind(client);
                ServerSocket second = bind(0)) {
            return new BrokerPorts(first.getLocalPort(), second.getLocalPort());
        } catch (IOException e) {
            throw inUse(client, e);
        }
    }

    boolean bothFree() {
        try (ServerSocket first = bind(client);
                ServerSocket second = bind(controller)) {
            return first.isBound() && second.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static EmbeddedKafkaException inUse(int port, IOException cause) {
        return new EmbeddedKafkaException(
                "port " + port + " on " + HOST + " cannot be used by the embedded Kafka (" + cause.getMessage()
                        + "): stop the program that uses it, or choose another port",
                cause);
    }
}
