package dev.hawkeye.app.http;

import dev.hawkeye.app.UserException;
import dev.hawkeye.app.config.HttpConfig;
import dev.hawkeye.app.registry.RegisteredSchema;
import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server of a process: health and, if there is a registry in the process, its schemas. Until {@link #close()}. */
public final class HttpServer implements AutoCloseable {
    private static final int UNAVAILABLE = 503;
    private static final int MOST_THREADS = 16;
    private static final int LEAST_THREADS = 2;

    private final Javalin server;

    private HttpServer(Javalin server) {
        this.server = server;
    }

    /** Only health and schemas. */
    public static HttpServer start(HttpConfig config, Health health, List<RegisteredSchema> schemas) {
        return start(config, health, schemas, routes -> {});
    }

    /**
     * Starts to listen.
     *
     * @param schemas of the registry in this process; null when the registry is elsewhere
     * @param more what else is served
     * @throws UserException when the port cannot be used
     */
    public static HttpServer start(
            HttpConfig config, Health health, List<RegisteredSchema> schemas, Consumer<RoutesConfig> more) {
        Javalin server = Javalin.create(javalin -> {
            javalin.startup.showJavalinBanner = false;
            javalin.startup.startupWatcherEnabled = false;
            javalin.startup.showOldJavalinVersionWarning = false;
            javalin.jetty.threadPool = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
            javalin.routes.get("/ready", context -> answer(context, health.ready()));
            javalin.routes.get("/live", context -> answer(context, health.live()));
            if (schemas != null) {
                new RegistryEndpoint(schemas).addTo(javalin.routes);
            }
            more.accept(javalin.routes);
        });
        try {
            server.start(config.host(), config.port());
        } catch (JavalinBindException e) {
            throw new UserException(
                    "http.port " + config.port() + " on " + config.host()
                            + " cannot be used: stop the program that has it, or set http.port to another (0 for any)",
                    e);
        }
        return new HttpServer(server);
    }

    private static void answer(Context context, Health.Report report) {
        context.json(report).status(report.up() ? 200 : UNAVAILABLE);
    }

    /** The port that it listens at, also when any free one was asked for. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
