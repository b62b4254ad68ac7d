package dev.hawkeye.site.history;

import dev.hawkeye.site.config.HttpConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Where other instances reach the HTTP server of this one, unless the user says otherwise. */
public final class OwnAddress {
    private OwnAddress() {}

    /**
     * HOST:PORT, in the form of Kafka Streams' {@code application.server}. For a server that listens at every address the
     * host is this machine's name.
     *
     * @param port that it listens at
     */
    public static String of(HttpConfig http, int port) {
        String host = http.host();
        try {
            host = InetAddress.getByName(host).isAnyLocalAddress()
                    ? InetAddress.getLocalHost().getHostName()
                    : host;
        } catch (UnknownHostException e) {
            host = InetAddress.getLoopbackAddress()
                    .getHostAddress(); // A machine without a name has no others beside it.
        }
        return (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host) + ":" + port;
    }
}
