package dev.hawkeye.site.http;

import dev.hawkeye.settings.Causes;
import dev.hawkeye.settings.OneLine;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.HttpConfig;
import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.io.EOFException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server of a process: health, and the routes that the parts of the process add. Runs until {@link #close()}.
 * Thread-safe.
 */
public final class HttpServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HttpServer.class);
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int INTERNAL = 500;
    private static final int UNAVAILABLE = 503;
    private static final int FORBIDDEN = 403;
    private static final int MAX_THREADS = 40;
    private static final int MIN_THREADS = 2;
    /** The remaining threads are for health, and for the server's own selectors and acceptors. */
    private static final int MAX_BUSY_THREADS = 24;
    /** Each uses a file descriptor, of which a process may have only about a thousand. */
    private static final int MAX_CONNECTIONS = 600;
    /** When the connection limit is reached, connections that are idle for this long are closed. */
    private static final long IDLE_MILLIS_WHEN_FULL = 1_000;
    /** This much of a body is read without holding a thread: all of it, unless it is a picture. */
    private static final int EAGER_BYTES = 64 << 10;

    private final Javalin server;

    private HttpServer(Javalin server) {
        this.server = server;
    }

    /**
     * Starts listening.
     *
     * @param routes of the parts of this process; each part adds its own once
     * @throws UserException when the port cannot be used
     */
    public static HttpServer start(HttpConfig config, Health health, List<Consumer<RoutesConfig>> routes) {
        Javalin server = Javalin.create(javalin -> {
            javalin.startup.showJavalinBanner = false;
            javalin.startup.startupWatcherEnabled = false;
            javalin.startup.showOldJavalinVersionWarning = false;
            javalin.jetty.threadPool = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
            javalin.jetty.modifyServer(HttpServer::bound);
            Hosts hosts = new Hosts(config);
            javalin.routes.before(context -> checkHost(context, hosts));
            javalin.routes.get("/ready", context -> answer(context, health.ready()));
            javalin.routes.get("/live", context -> answer(context, health.live()));
            javalin.routes.exception(HttpRefusal.class, HttpServer::refuse);
            javalin.routes.exception(
                    HttpResponseException.class, (e, context) -> error(context, e.getStatus(), e.getMessage()));
            javalin.routes.exception(Exception.class, HttpServer::fail);
            routes.forEach(part -> part.accept(javalin.routes));
        });
        try {
            server.start(config.host(), config.port());
        } catch (JavalinBindException e) {
            throw new UserException(
                    "http.port " + config.port() + " on " + config.host() + " cannot be used: " + remedy(e), e);
        }
        return new HttpServer(server);
    }

    private static String remedy(JavalinBindException failure) {
        List<Throwable> causes = Causes.of(failure).toList();
        String why = OneLine.of(causes.get(causes.size() - 1));
        if (why.contains("already in use")) {
            return "stop the program that uses it, or set http.port to another (0 for any)";
        }
        if (why.contains("Permission denied")) {
            return "this user may not listen on it; set http.port to one from 1024 up";
        }
        return "http.host must be a name or an address of this machine, or 0.0.0.0 for all of them";
    }

    private static void bound(Server jetty) {
        jetty.setHandler(new EagerContentHandler(
                new HealthFirst(MAX_BUSY_THREADS), new RetainedContentLoaderFactory(EAGER_BYTES, -1, false)));
        NetworkConnectionLimit connections = new NetworkConnectionLimit(MAX_CONNECTIONS, jetty);
        connections.setEndPointIdleTimeout(IDLE_MILLIS_WHEN_FULL);
        jetty.addBean(connections);
    }

    /** Checks the host, except for health requests: health is public, and a probe may use an address. */
    private static void checkHost(Context context, Hosts hosts) {
        if (!HealthFirst.isHealth(context.path()) && !hosts.answerTo(context.header("Host"))) {
            throw new HttpRefusal(
                    FORBIDDEN,
                    "without http.token, only requests from this machine to localhost or 127.0.0.1 are answered; add the name"
                            + " of a proxy in front to http.hosts");
        }
    }

    private static void answer(Context context, Health.Report report) {
        context.json(report).status(report.up() ? 200 : UNAVAILABLE);
    }

    /** Handles a failure that no part of the process handles. */
    private static void fail(Exception failure, Context context) {
        if (failure instanceof EOFException) {
            context.status(BAD_REQUEST); // The client disconnected.
            return;
        }
        log.warn("{} {} failed: {}", context.method(), context.path(), failure.toString());
        log.debug("{} {} failed", context.method(), context.path(), failure);
        error(context, INTERNAL, "internal error: see the log of this process");
    }

    private static void error(Context context, int status, String message) {
        context.status(status).json(Map.of("error", message));
    }

    private static void refuse(HttpRefusal refusal, Context context) {
        if (refusal.status() == UNAUTHORIZED) {
            context.header("WWW-Authenticate", "Bearer");
        }
        error(context, refusal.status(), refusal.getMessage());
    }

    /** The port that it listens on, even if any free port was requested. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }
}
