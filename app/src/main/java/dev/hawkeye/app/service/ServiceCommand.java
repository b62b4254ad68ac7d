package dev.hawkeye.app.service;

import dev.hawkeye.app.options.ConfigOptions;
import dev.hawkeye.commandline.Shutdown;
import dev.hawkeye.console.access.AccessControl;
import dev.hawkeye.kafka.InstanceName;
import dev.hawkeye.schemas.Registries;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.site.DataLayout;
import dev.hawkeye.site.ReadyLog;
import dev.hawkeye.site.Service;
import dev.hawkeye.site.ServiceContext;
import dev.hawkeye.site.change.SettingsChange;
import dev.hawkeye.site.change.SettingsWatch;
import dev.hawkeye.site.config.ConfigCheck;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.config.HttpConfig;
import dev.hawkeye.site.gate.StartGate;
import dev.hawkeye.site.history.OwnAddress;
import dev.hawkeye.site.http.Access;
import dev.hawkeye.site.http.Health;
import dev.hawkeye.site.http.HttpServer;
import dev.hawkeye.site.kafka.BootstrapServers;
import dev.hawkeye.site.kafka.ServiceKafka;
import dev.hawkeye.site.metrics.MetricsRoute;
import dev.hawkeye.site.metrics.ProcessMetrics;
import dev.hawkeye.site.registry.CloudRegistry;
import dev.hawkeye.site.registry.LocalRegistry;
import dev.hawkeye.site.settings.LiveSettings;
import dev.hawkeye.site.settings.SettingsFollower;
import dev.hawkeye.traces.Traces;
import io.javalin.config.RoutesConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Mixin;

/**
 * Runs one service against an external Kafka and schema registry, until Ctrl-C or SIGTERM. While one of them is
 * unavailable or misconfigured, it keeps retrying, live but not ready.
 */
public abstract class ServiceCommand implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(ServiceCommand.class);
    /** Kubernetes and our docker-compose.yml kill after 30 s. */
    public static final Duration CLOSING = Duration.ofSeconds(25);

    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    @Mixin
    private ConfigOptions settings;

    /** Creates the service, once everything that it depends on is available. */
    abstract Service service(ServiceContext site);

    /**
     * Routes of its HTTP server besides health and metrics. Called before {@link #service}, when there is no address
     * yet.
     */
    List<Consumer<RoutesConfig>> routes(ServiceContext site, AccessControl access) {
        return List.of();
    }

    /** The access control of its HTTP server, for everything but health. */
    AccessControl access(HttpConfig http) {
        return Access.of(http);
    }

    /** Called when camera settings change while the service runs. By default, does nothing. */
    void change(SettingsChange change) {}

    /** Called about every second while the service runs. */
    void look() {}

    /** Options with which another command reads the same settings. */
    final List<String> siteOptions() {
        return settings.arguments();
    }

    /** The name of the command, and of the service. */
    abstract String name();

    /** Additional checks before anything starts. */
    List<ConfigCheck> checks() {
        return List.of();
    }

    @Override
    public Integer call() throws InterruptedException {
        ConfigReader reader = reader(null, LiveSettings.NONE);
        HawkeyeConfig config = reader.read();
        // From now on: the file may change while the gate waits.
        SettingsWatch watch = new SettingsWatch(settings.watchedFile(), this::reader, reader, config, this::change);
        try (Shutdown shutdown = Shutdown.ofService(CLOSING);
                Registries registries = CloudRegistry.beside(SchemaRegistry.connect(config.registry()), config);
                Traces traces = Traces.to(config.tracing(), name(), config.site());
                ProcessMetrics metrics = new ProcessMetrics()) {
            run(site(config, registries, metrics, traces), metrics, watch, shutdown);
        }
        return 0;
    }

    /** Serves as a {@link dev.hawkeye.site.change.SettingsSource}. */
    final ConfigReader reader(byte[] file, LiveSettings live) {
        ConfigReader reader =
                settings.reader(file, live).checking(BootstrapServers::check).checking(ServiceCommand::checkRegistry);
        checks().forEach(reader::checking);
        return reader;
    }

    private void run(ServiceContext site, ProcessMetrics metrics, SettingsWatch watch, Shutdown shutdown)
            throws InterruptedException {
        HawkeyeConfig config = site.config();
        String name = name();
        StartGate gate = new StartGate(config, ServiceKafka.of(config, name), site.registries(), List.of(name), true);
        Health health = new Health();
        health.add("start", gate::passed, () -> true);
        AccessControl access = access(config.http());
        List<Consumer<RoutesConfig>> routes = new ArrayList<>(routes(site, access));
        routes.add(new MetricsRoute(metrics, access)::addTo);
        try (HttpServer http = HttpServer.start(config.http(), health, routes)) {
            log.info(
                    "{}: Kafka at {}, health at http://{}:{}/ready",
                    name,
                    BootstrapServers.of(config).text(),
                    config.http().host(),
                    http.port());
            if (gate.pass(shutdown::await)) {
                serve(site.at(OwnAddress.of(config.http(), http.port())), health, watch, shutdown);
            }
            log.info("{}: stopping", name);
        }
    }

    /**
     * Creates its clients only now: the reason for the wait may have been a file that they read only once, such as a
     * certificate.
     */
    private void serve(ServiceContext site, Health health, SettingsWatch watch, Shutdown shutdown)
            throws InterruptedException {
        Map<String, Object> kafka = ServiceKafka.of(site.config(), name());
        try (SettingsFollower topic =
                new SettingsFollower(kafka, site.topics(), site.registry(), name(), InstanceName.own())) {
            topic.start();
            Optional<HawkeyeConfig> now = watch.follow(topic, shutdown::await);
            if (now.isPresent()) {
                start(site.with(now.get()), health, watch, shutdown);
            }
        }
    }

    private void start(ServiceContext site, Health health, SettingsWatch watch, Shutdown shutdown)
            throws InterruptedException {
        try (Service service = service(site)) {
            service.start().run();
            health.add(service.name(), service.ready(), service.live(), service.waitsFor(), service.overloaded());
            health.allAdded();
            awaitEnd(service, new ReadyLog(health), watch, shutdown);
        }
    }

    private static void checkRegistry(HawkeyeConfig config, BiConsumer<String, String> problems) {
        if (LocalRegistry.isMeantBy(config.registry())) {
            problems.accept(
                    "registry." + SchemaRegistry.URL,
                    "must be the address of a schema registry that every service can reach, got: "
                            + SchemaRegistry.shownAddress(config.registry()) + ", which only run can use");
        }
    }

    private static ServiceContext site(
            HawkeyeConfig config, Registries registries, ProcessMetrics metrics, Traces traces) {
        Map<String, Object> kafka = new HashMap<>(config.kafka());
        kafka.putIfAbsent(
                StreamsConfig.STATE_DIR_CONFIG,
                new DataLayout(config.dataDirectory()).streams().toString());
        return new ServiceContext(config, kafka, config.topics().topics(), registries, metrics.registry(), traces, "");
    }

    private void awaitEnd(Service service, ReadyLog ready, SettingsWatch watch, Shutdown shutdown)
            throws InterruptedException {
        while (!shutdown.await(CHECK_INTERVAL)) {
            ready.look();
            watch.look();
            look();
            if (!service.live().getAsBoolean()) {
                throw new IllegalStateException(
                        service.name() + " stopped unexpectedly; see its last error in the log");
            }
        }
    }
}
