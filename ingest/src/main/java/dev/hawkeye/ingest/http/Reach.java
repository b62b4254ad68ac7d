package dev.hawkeye.ingest.http;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * The scope from which an address can be reached. A camera may redirect requests to another address only if it could
 * reach that address itself: a public one, or one in a scope like its own. Otherwise a camera could make this machine
 * send requests to services that are reachable only from this machine or its cloud.
 */
public enum Reach {
    ANYWHERE,
    SITE,
    LINK,
    MACHINE;

    private static final int UNIQUE_LOCAL = 0xfc;
    private static final int SHARED_FIRST = 100;

    /** The scope of an address. */
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

    /** Whether a camera in this scope may redirect requests to an address in the other scope. */
    public boolean maySendTo(Reach other) {
        return other == ANYWHERE || other == this || (other == SITE && this != ANYWHERE);
    }
}
