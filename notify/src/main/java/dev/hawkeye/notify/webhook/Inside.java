package dev.hawkeye.notify.webhook;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Detects host names that resolve to this machine or to a private network: the owner of an external name can point it
 * at an internal address. A literal address and localhost are assumed to be intended.
 *
 * <p>The name is resolved right before each request, through Java's cache, which keeps an answer for 30 s, so the
 * connection goes to the address that was checked here.
 */
final class Inside {
    private static final int ULA_MASK = 0xfe;
    private static final int ULA = 0xfc;
    private static final int CARRIER_FIRST = 100;
    private static final int CARRIER_MASK = 0xc0;
    private static final int CARRIER = 64;

    private Inside() {}

    /** @param host of a URL, an IPv6 address in brackets */
    static boolean isMeant(String host) {
        return host.equalsIgnoreCase("localhost") || host.startsWith("[") || host.matches("[0-9.]+");
    }

    /** The internal addresses of a name. */
    static List<InetAddress> behind(String host) throws UnknownHostException {
        return Arrays.stream(InetAddress.getAllByName(host))
                .filter(Inside::isInside)
                .toList();
    }

    static boolean isInside(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || (address instanceof Inet6Address && (bytes[0] & ULA_MASK) == ULA)
                || (bytes[0] == CARRIER_FIRST && (bytes[1] & CARRIER_MASK) == CARRIER && bytes.length == 4);
    }
}
