package dev.hawkeye.site.topology;

import dev.hawkeye.console.access.AccessControl;
import dev.hawkeye.site.http.HttpRefusal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code GET /topology}: sources, processors, stores and sinks of the Kafka Streams applications in this process, for
 * authorized clients, as text. For each service, the name and the application id are followed by the output of
 * {@code Topology.describe()}, in the form that drawing tools expect. Thread-safe.
 */
public final class TopologyRoute {
    /** Path of the route. */
    public static final String PATH = "/topology";

    private static final int UNAVAILABLE = 503;

    private final AccessControl access;
    private final List<Part> parts;

    /**
     * A service that has a topology.
     *
     * @param text output of {@code Topology.describe()}; empty while the service is starting; must be thread-safe
     */
    public record Part(String service, String applicationId, Supplier<Optional<String>> text) {}

    /** @param parts in display order */
    public TopologyRoute(AccessControl access, List<Part> parts) {
        this.access = access;
        this.parts = List.copyOf(parts);
    }

    /** Adds the route to the server. */
    public void addTo(RoutesConfig routes) {
        routes.get(PATH, this::answer);
    }

    private void answer(Context context) {
        access.check(context);
        StringBuilder page = new StringBuilder();
        for (Part part : parts) {
            String text = part.text()
                    .get()
                    .orElseThrow(() -> new HttpRefusal(
                            UNAVAILABLE, "the " + part.service() + " is starting, try again in a few seconds"));
            page.append(page.isEmpty() ? "" : "\n")
                    .append(part.service())
                    .append(", application id ")
                    .append(part.applicationId())
                    .append("\n\n")
                    .append(text.stripTrailing())
                    .append('\n');
        }
        context.contentType("text/plain; charset=utf-8").result(page.toString());
    }
}
