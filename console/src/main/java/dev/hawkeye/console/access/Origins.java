package dev.hawkeye.console.access;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Set;

/**
 * The origin of a browser's request. A browser always states it unless the request only reads, in one of two headers or
 * in both.
 */
final class Origins {
    private Origins() {}

    /** Whether the request comes from a page of another site. */
    static boolean isForeign(Context context) {
        String site = context.header("Sec-Fetch-Site");
        String origin = context.header("Origin");
        return site != null
                ? !Set.of("same-origin", "none").contains(site)
                : origin != null && !isSame(origin, context.header("Host"));
    }

    /** Whether the request comes from a page of this server, and says so. */
    static boolean isOwn(Context context) {
        String site = context.header("Sec-Fetch-Site");
        String origin = context.header("Origin");
        return site != null ? site.equals("same-origin") : origin != null && isSame(origin, context.header("Host"));
    }

    private static boolean isSame(String origin, String host) {
        try {
            return URI.create(origin).getRawAuthority() != null
                    && URI.create(origin).getRawAuthority().equalsIgnoreCase(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
