package dev.hawkeye.ingest.http;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * From how far away an address can be reached. A camera may send us on to another address only where that gives it nothing
 * that it could not ask itself: to one that everybody reaches, or to one like its own. Otherwise a camera could make this
 * machine ask services that listen for this machine or its cloud alone.
 */
public enum Reach {
    ANYWHERE,
    SITE,
    LINK,
    MACHINE;

    private static final int UNIQUE_LOCAL = 0xfc;
    private static final int SHARED_FIRST = 100;

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

    /** Whether a camera with this reach may send us to an address with the other. */
    public boolean maySendTo(Reach other) {
        return other == ANYWHERE || other == this || (other == SITE && this != ANYWHERE);
    }
}
