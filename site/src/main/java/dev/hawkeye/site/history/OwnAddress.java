package dev.hawkeye.site.history;

import dev.hawkeye.site.config.HttpConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** The default address at which other instances reach this instance's HTTP server. */
public final class OwnAddress {
    private OwnAddress() {}

    /**
     * HOST:PORT, in the form of Kafka Streams' {@code application.server}. If the server listens on all addresses, the
     * host is this machine's name.
     *
     * @param port that it listens on
     */
    public static String of(HttpConfig http, int port) {
        String host = http.host();
        try {
            host = InetAddress.getByName(host).isAnyLocalAddress()
                    ? InetAddress.getLocalHost().getHostName()
                    : host;
        } catch (UnknownHostException e) {
            host = InetAddress.getLoopbackAddress()
                    .getHostAddress(); // A machine without a resolvable name has no other instances.
        }
        return (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host) + ":" + port;
    }
}
