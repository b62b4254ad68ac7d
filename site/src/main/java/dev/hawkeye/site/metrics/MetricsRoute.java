package dev.hawkeye.site.metrics;

import dev.hawkeye.console.access.AccessControl;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/**
 * {@code GET /metrics}: all metrics of this process, for authorized clients, in Prometheus text format, or in
 * OpenMetrics format for clients that accept it.
 */
public final class MetricsRoute {
    /** Path of the route. */
    public static final String PATH = "/metrics";

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text";
    private static final String OPEN_METRICS_TEXT = OPEN_METRICS + "; version=1.0.0; charset=utf-8";

    private final ProcessMetrics metrics;
    private final AccessControl access;

    public MetricsRoute(ProcessMetrics metrics, AccessControl access) {
        this.metrics = metrics;
        this.access = access;
    }

    /** Adds the route to the server. */
    public void addTo(RoutesConfig routes) {
        routes.get(PATH, this::answer);
    }

    private void answer(Context context) {
        access.check(context);
        String accepted = context.header("Accept");
        String type = accepted != null && accepted.contains(OPEN_METRICS) ? OPEN_METRICS_TEXT : TEXT;
        context.contentType(type).result(metrics.prometheus().scrape(type));
    }
}
