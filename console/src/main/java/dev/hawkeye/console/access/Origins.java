package dev.hawkeye.console.access;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Set;

/** Whose page a browser sends a request for. It always says so when it does not only read: by one of two headers, or by both. */
final class Origins {
    private Origins() {}

    /** Whether it is for the page of another site. */
    static boolean isForeign(Context context) {
        String site = context.header("Sec-Fetch-Site");
        String origin = context.header("Origin");
        return site != null
                ? !Set.of("same-origin", "none").contains(site)
                : origin != null && !isSame(origin, context.header("Host"));
    }

    /** Whether it is for a page of this server, which must have been said. */
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
