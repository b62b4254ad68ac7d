package dev.hawkeye.console.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/**
 * The headers of every response of the console: the page may load nothing from elsewhere, and no other site may load or
 * frame it.
 */
public final class SecurityHeaders {
    private static final Map<String, String> ALL = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self'; connect-src 'self'; "
                    + "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "fullscreen=(self), screen-wake-lock=(self), accelerometer=(), autoplay=(), camera=(), display-capture=(), "
                    + "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()");

    /** The paths that the console serves. */
    private static final List<String> PATHS = List.of("/", "/assets/*", "/api/*");

    private SecurityHeaders() {}

    /** Covers only the console's paths, not the server's other paths. */
    public static void addTo(RoutesConfig routes) {
        PATHS.forEach(path -> routes.before(path, SecurityHeaders::set));
    }

    /** Also forbids caching, unless the response later says otherwise. */
    public static void set(Context context) {
        ALL.forEach(context::header);
        context.header("Cache-Control", "no-store");
    }
}
