package dev.hawkeye.app;

import dev.hawkeye.app.config.ConfigException;
import dev.hawkeye.app.config.HawkeyeConfig;
import dev.hawkeye.app.history.OwnAddress;
import dev.hawkeye.app.http.Access;
import dev.hawkeye.app.http.Health;
import dev.hawkeye.app.http.HttpServer;
import dev.hawkeye.app.metrics.MetricsRoute;
import dev.hawkeye.app.metrics.ProcessMetrics;
import dev.hawkeye.app.registry.LocalRegistry;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import io.javalin.config.RoutesConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Mixin;

/**
 * Runs one service against a Kafka and a schema registry that are elsewhere, until Ctrl-C or SIGTERM. While Kafka is
 * away it keeps trying, live but not ready.
 */
abstract class ServiceCommand implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(ServiceCommand.class);
    static final Duration CLOSING = Duration.ofSeconds(15);
    private static final Duration RETRY = Duration.ofSeconds(3);
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    @Mixin
    private Settings settings;

    /** Makes the service; connects to nothing yet. */
    abstract Service service(Site site);

    /** What its HTTP server tells besides health and metrics, to whom it may; asked for before {@link #service}, when there is no address yet. */
    List<Consumer<RoutesConfig>> routes(Site site, Access access) {
        return List.of();
    }

    /** Names of the topics that the service reads and writes. */
    abstract Set<String> topics(Topics all);

    @Override
    public Integer call() throws InterruptedException {
        HawkeyeConfig config = settings.reader().read();
        requireOutsideRegistry(config);
        try (Shutdown shutdown = Shutdown.within(CLOSING);
                SchemaRegistry registry = SchemaRegistry.connect(config.registry());
                ProcessMetrics metrics = new ProcessMetrics()) {
            run(site(config, registry, metrics), metrics, shutdown);
        }
        return 0;
    }

    private void run(Site site, ProcessMetrics metrics, Shutdown shutdown) throws InterruptedException {
        HawkeyeConfig config = site.config();
        Health health = new Health();
        Access access = Access.of(config.http());
        List<Consumer<RoutesConfig>> routes = new ArrayList<>(routes(site, access));
        routes.add(new MetricsRoute(metrics, access)::addTo);
        try (HttpServer http = HttpServer.start(config.http(), health, routes);
                Service service = service(site.at(OwnAddress.of(config.http(), http.port())))) {
            AtomicBoolean started = new AtomicBoolean();
            health.add(
                    service.name(),
                    service.ready(),
                    () -> !started.get() || service.live().getAsBoolean());
            log.info(
                    "{}: Kafka at {}, health at http://{}:{}/ready",
                    service.name(),
                    BootstrapServers.of(config).text(),
                    config.http().host(),
                    http.port());
            if (topicsAreThere(config, shutdown)) {
                service.start().run();
                started.set(true);
                health.allAdded();
                awaitEnd(service, shutdown);
            }
            log.info("{}: ending", service.name());
        }
    }

    private static void requireOutsideRegistry(HawkeyeConfig config) {
        if (LocalRegistry.isMeantBy(config.registry())) {
            throw new ConfigException("registry." + SchemaRegistry.URL
                    + " must be the address of a schema registry that"
                    + " every service reaches, got: " + SchemaRegistry.shownAddress(config.registry())
                    + ", which only run can use");
        }
    }

    private static Site site(HawkeyeConfig config, SchemaRegistry registry, ProcessMetrics metrics) {
        Map<String, Object> kafka = new HashMap<>(config.kafka());
        kafka.putIfAbsent(
                StreamsConfig.STATE_DIR_CONFIG,
                new DataLayout(config.dataDirectory()).streams().toString());
        return new Site(config, kafka, config.topics().topics(), registry, metrics.registry(), "");
    }

    /** Waits for Kafka as long as it takes. @return false when the end came first */
    private boolean topicsAreThere(HawkeyeConfig config, Shutdown shutdown) throws InterruptedException {
        boolean told = false;
        while (!shutdown.requested()) {
            try {
                TopicSetup.createMissing(
                        new HashMap<>(config.kafka()),
                        config.topics(),
                        topics(config.topics().topics()));
                return true;
            } catch (RetriableException e) {
                if (!told) {
                    log.warn(
                            "Kafka at {} cannot be reached, trying again every {} s: {}",
                            BootstrapServers.of(config).text(),
                            RETRY.toSeconds(),
                            e.getMessage());
                }
                told = true;
                shutdown.await(RETRY);
            }
        }
        return false;
    }

    private static void awaitEnd(Service service, Shutdown shutdown) throws InterruptedException {
        while (!shutdown.await(CHECK_INTERVAL)) {
            if (!service.live().getAsBoolean()) {
                throw new IllegalStateException(service.name() + " stopped by itself, its last error is in the log");
            }
        }
    }
}
