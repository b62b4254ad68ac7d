package dev.hawkeye.ingest.http;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * From how far away an address can be reached. A camera may redirect us to another address only if it could reach that
 * itself: to one that everyone can reach, or to one like its own. Otherwise a camera could make this machine send
 * requests to services that listen only for this machine or its cloud.
 */
public enum Reach {
    ANYWHERE,
    SITE,
    LINK,
    MACHINE;

    private static final int UNIQUE_LOCAL = 0xfc;
    private static final int SHARED_FIRST = 100;

    /** From how far away an address can be reached. */
    public static Reach of(InetAddress address) {
        if (address.isLoopbackAddress() || address.isAnyLocalAddress()) {
            return MACHINE;
        }
        if (address.isLinkLocalAddress() || address.isMulticastAddress()) {
            return LINK;
        }
        byte[] bytes = address.getAddress();
        boolean unique = address instanceof Inet6Address && (bytes[0] & 0xfe) == UNIQUE_LOCAL;
        boolean shared = bytes.length == 4 && bytes[0] == SHARED_FIRST && (bytes[1] & 0xc0) == 0x40;
        return address.isSiteLocalAddress() || unique || shared ? SITE : ANYWHERE;
    }

    /** Whether a camera with this reach may redirect us to an address with the other. */
    public boolean maySendTo(Reach other) {
        return other == ANYWHERE || other == this || (other == SITE && this != ANYWHERE);
    }
}
