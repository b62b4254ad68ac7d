package dev.hawkeye.site;

import dev.hawkeye.aggregator.AggregatorService;
import dev.hawkeye.commandline.Failures;
import dev.hawkeye.console.ConsoleService;
import dev.hawkeye.console.access.Sessions;
import dev.hawkeye.console.admin.Administration;
import dev.hawkeye.detector.DetectorService;
import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.embedded.EmbeddedKafkaException;
import dev.hawkeye.ingest.IngestService;
import dev.hawkeye.ingest.status.CameraEnd;
import dev.hawkeye.kafka.InstanceName;
import dev.hawkeye.notify.NotifyService;
import dev.hawkeye.schemas.Registries;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.admin.SiteAdministration;
import dev.hawkeye.site.change.SettingsChange;
import dev.hawkeye.site.change.SettingsWatch;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.gate.StartGate;
import dev.hawkeye.site.history.HistoryRoute;
import dev.hawkeye.site.history.OwnAddress;
import dev.hawkeye.site.history.SiteHistory;
import dev.hawkeye.site.http.Access;
import dev.hawkeye.site.http.AdminAccess;
import dev.hawkeye.site.http.Health;
import dev.hawkeye.site.http.HttpServer;
import dev.hawkeye.site.http.RegistryEndpoint;
import dev.hawkeye.site.kafka.BootstrapServers;
import dev.hawkeye.site.kafka.OwnKafka;
import dev.hawkeye.site.kafka.ServiceKafka;
import dev.hawkeye.site.metrics.MetricsRoute;
import dev.hawkeye.site.metrics.ProcessMetrics;
import dev.hawkeye.site.registry.CloudRegistry;
import dev.hawkeye.site.registry.LocalRegistry;
import dev.hawkeye.site.settings.SettingsFollower;
import dev.hawkeye.site.topics.TopicTable;
import dev.hawkeye.site.topology.TopologyRoute;
import dev.hawkeye.traces.Traces;
import dev.hawkeye.vision.model.ModelInfo;
import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.BindException;
import java.nio.channels.FileChannel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The whole pipeline in one process: Kafka and the schema registry (unless they are external), ingest, detector,
 * aggregator, console, alarms if there are targets, and the HTTP server, from {@link #start()} to {@link #close()}. All
 * its data is in the configured data directory. Not thread-safe, except where a method says otherwise.
 */
public final class OneProcess implements AutoCloseable {
    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

    /** As of the start; the cameras may have changed since. */
    private final HawkeyeConfig config;

    private final Options options;
    private final Topics topics;
    private final ProcessMetrics processMetrics;
    private final MeterRegistry metrics;
    private final Health health = new Health();
    private final Map<String, Object> kafka;
    private Consumer<CameraEnd> cameraEnd = end -> {};
    private int camerasAtOnce = Integer.MAX_VALUE;
    private FileChannel directoryLock;
    private BrokerStart brokerStart;
    private EmbeddedKafka broker;
    private LocalRegistry localRegistry;
    private SchemaRegistry registry;
    private Registries registries;
    private Traces traces = Traces.OFF;
    private HttpServer http;
    private IngestService ingest;
    private volatile DetectorService detector;
    private AggregatorService aggregator;
    private ConsoleService console;
    private NotifyService notify; // null without targets
    private SettingsWatch watch;
    private int cameras;
    private SettingsFollower settings;

    /**
     * @param ownKafka true for an embedded broker on {@code kafkaPort}; false for the one named by
     *     {@code kafka.bootstrap.servers}
     * @param kafkaPort 0 for any free one
     * @param http whether health, metrics and schemas are served over HTTP
     */
    public record Options(boolean ownKafka, int kafkaPort, boolean http) {
        /** For use within the process only, alongside any other: any free port, no HTTP. */
        public static final Options ALONE = new Options(true, 0, false);
    }

    /** Does not start anything yet. */
    public OneProcess(HawkeyeConfig config, Options options) {
        this.config = config;
        this.options = options;
        this.topics = config.topics().topics();
        this.kafka = new HashMap<>(config.kafka());
        if (options.ownKafka()) {
            OwnKafka.CLIENTS.forEach(kafka::putIfAbsent);
        }
        this.processMetrics = options.http() ? new ProcessMetrics() : null;
        this.metrics = options.http() ? processMetrics.registry() : new SimpleMeterRegistry();
    }

    /**
     * Sets the listener for cameras that have ended. Call it before {@link #start()}. The listener is called on the
     * cameras' threads.
     */
    public void onCameraEnd(Consumer<CameraEnd> listener) {
        cameraEnd = listener;
    }

    /** Sets how many cameras are read at once, each to its end. Call it before {@link #start()}; all by default. */
    public void camerasAtOnce(int most) {
        camerasAtOnce = most;
    }

    /**
     * Makes it start with the cameras of {@code site-settings}, if there are any, and follow that topic. Call it before
     * {@link #start()}.
     */
    public void following(SettingsWatch itsSettings) {
        watch = itsSettings;
    }

    /**
     * Starts everything, in reverse pipeline order, so that no frame waits for its reader.
     *
     * @throws UserException or another failure known to {@link Failures}; {@link #close()} must still be called
     */
    public void start() throws InterruptedException {
        start(StartGate.Pauses.NEVER_ENDED);
    }

    /**
     * Starts everything; waits for an external Kafka or registry that is not ready, and reports itself live but not
     * ready meanwhile.
     *
     * @return false if the process was asked to stop first
     */
    public boolean start(StartGate.Pauses untilAsked) throws InterruptedException {
        // An embedded Kafka that has died, for example of a full disk, will not come back, however long the start
        // waits.
        StartGate.Pauses pauses = time -> {
            checkBroker();
            return untilAsked.await(time);
        };
        DataLayout layout = DataLayout.open(config.dataDirectory());
        directoryLock = layout.lock();
        if (options.ownKafka()) {
            OpenFiles.requireEnough();
            brokerStart = new BrokerStart(() -> startBroker(layout));
        }
        openRegistry(layout);
        registries = CloudRegistry.beside(registry, config);
        traces = Traces.to(config.tracing(), "run", config.site());
        aggregator = new AggregatorService(config.aggregator(), topics, registries, metrics);
        if (options.http()) {
            http = HttpServer.start(config.http(), health, routes());
        }
        if (options.ownKafka()) {
            broker = brokerStart.await();
            health.add("kafka", this::brokerAlive, this::brokerAlive);
            kafka.put(BOOTSTRAP_SERVERS, broker.bootstrapServers());
        }
        kafka.putIfAbsent(StreamsConfig.STATE_DIR_CONFIG, layout.streams().toString());
        StartGate gate = new StartGate(config, kafka, registries, ServiceKafka.SERVICES, !options.ownKafka());
        health.add("start", gate::passed, () -> true);
        if (!gate.pass(pauses)) {
            return false;
        }
        Optional<HawkeyeConfig> now = camerasOfNow(pauses);
        if (now.isEmpty()) {
            return false;
        }
        cameras = now.get().cameras().size();
        startServices(now.get());
        health.allAdded();
        return true;
    }

    private EmbeddedKafka startBroker(DataLayout layout) {
        try {
            return EmbeddedKafka.start(layout.kafka(), options.kafkaPort(), Map.of());
        } catch (EmbeddedKafkaException e) {
            if (e.getCause() instanceof BindException) {
                throw new UserException(
                        BootstrapServers.KEY + " is " + config.kafka().get(BOOTSTRAP_SERVERS) + ", but "
                                + e.getMessage(),
                        e);
            }
            throw e;
        }
    }

    private void openRegistry(DataLayout layout) {
        if (LocalRegistry.isMeantBy(config.registry())) {
            localRegistry = LocalRegistry.open(layout.registry(), topics, config.registry());
            registry = localRegistry.registry();
        } else {
            registry = SchemaRegistry.connect(config.registry());
        }
    }

    private List<Consumer<RoutesConfig>> routes() {
        Sessions access = new Sessions(Access.of(config.http()), Clock.systemUTC());
        SiteHistory history =
                new SiteHistory(aggregator.history(), config.http().token());
        console =
                new ConsoleService(config.console(), ShownPipeline.of(config), () -> kafka, registry, history, metrics);
        List<Consumer<RoutesConfig>> routes = new ArrayList<>();
        Administration administration = watch == null
                ? Administration.NONE
                : SiteAdministration.of(() -> kafka, topics, registry, watch.source());
        routes.add(all -> console.addTo(all, access, new AdminAccess(config.http()), administration));
        routes.add(new HistoryRoute(access, history, aggregator.history())::addTo);
        routes.add(new MetricsRoute(processMetrics, access)::addTo);
        routes.add(new TopologyRoute(access, topologies())::addTo);
        if (localRegistry != null) {
            routes.add(new RegistryEndpoint(localRegistry.schemas())::addTo);
        }
        return routes;
    }

    private List<TopologyRoute.Part> topologies() {
        return List.of(
                new TopologyRoute.Part(
                        "detector",
                        config.detector().applicationId(),
                        () -> Optional.ofNullable(detector).map(DetectorService::topology)),
                new TopologyRoute.Part("aggregator", config.aggregator().applicationId(), aggregator::topology));
    }

    private Optional<HawkeyeConfig> camerasOfNow(StartGate.Pauses pauses) throws InterruptedException {
        if (watch == null) {
            return Optional.of(config);
        }
        settings = new SettingsFollower(kafka, topics, registry, "run", InstanceName.own());
        settings.start();
        return watch.follow(settings, pauses);
    }

    private void startServices(HawkeyeConfig now) {
        Map<String, Object> members = members();
        detector = new DetectorService(now.detector(), members, topics, registry, metrics);
        ingest = new IngestService(now.ingest(), now.cameras(), members, topics, registry, metrics);
        ingest.ignoring(GateAreas.of(now));
        ingest.tracing(traces);
        detector.tracing(traces);
        aggregator.tracing(traces);
        ingest.onCameraEnd(cameraEnd);
        ingest.atOnce(camerasAtOnce);
        if (options.http()) {
            ingest.recording(config.clips(), DataLayout.clips(config.dataDirectory()));
            detector.followModels(new DataLayout(config.dataDirectory()).models());
        }
        changeScenes(now);
        startAlarms(now);
        aggregator.start(aggregatorKafka(members));
        detector.start();
        ingest.start();
        if (console != null) {
            console.start();
            health.add("console", console::ready, console::live);
        }
        health.add("aggregator", aggregator::ready, aggregator::live, aggregator::waitsFor);
        health.add("detector", detector::ready, detector::live, detector::waitsFor, detector::overloaded);
        health.add("ingest", ingest::ready, ingest::live);
    }

    private void startAlarms(HawkeyeConfig now) {
        if (now.alarms().isUsed() && options.http()) {
            notify = new NotifyService(
                    now.alarms(), config.console().zone(), now.cameraIds(), members(), topics, registry, metrics);
            notify.start();
            health.add("notify", notify::ready, notify::live, notify::waitsFor);
        }
    }

    /**
     * The groups of an embedded Kafka have one static member each: after a kill, a dynamic member would have to wait
     * until its predecessor's session times out.
     */
    private Map<String, Object> members() {
        Map<String, Object> members = new HashMap<>(kafka);
        if (options.ownKafka()) {
            members.putIfAbsent(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "run");
        }
        return members;
    }

    private Map<String, Object> aggregatorKafka(Map<String, Object> members) {
        Map<String, Object> properties = new HashMap<>(TopicTable.ofStreamsTopics(config.topics()));
        properties.putAll(members);
        if (options.http()) {
            properties.putIfAbsent(StreamsConfig.APPLICATION_SERVER_CONFIG, OwnAddress.of(config.http(), http.port()));
        }
        return properties;
    }

    /**
     * Applies changed settings at run time. Call it on the thread that started it.
     *
     * @throws UserException when the model in use lacks some of the classes, or a file named in the settings cannot be
     *     used; then nothing changes
     */
    public void change(SettingsChange change) {
        HawkeyeConfig now = change.after();
        NotifyService.check(now.alarms());
        detector.change(now.detector()); // it may refuse the change because of its model
        changeScenes(now); // the scene of a new camera is known before its first picture arrives
        if (notify == null) {
            startAlarms(now);
        } else {
            notify.change(now.alarms(), now.cameraIds());
        }
        ingest.change(now.cameras(), now.ingest().gate(), GateAreas.of(now), change.otherMasks());
    }

    private void changeScenes(HawkeyeConfig now) {
        aggregator.change(now.aggregator());
        if (console != null) {
            console.change(now.aggregator().scenes(), now.detector().limits());
        }
    }

    private boolean brokerAlive() {
        return !broker.failure().isDone();
    }

    /** @throws RuntimeException when a part has stopped permanently; may be called by any thread */
    public void check() {
        checkBroker();
        Health.Report report = health.live();
        if (!report.status().equals("UP")) {
            throw new IllegalStateException("a part of the pipeline stopped: " + report.components());
        }
    }

    private void checkBroker() {
        if (broker != null && !brokerAlive()) {
            throw broker.failure().join();
        }
    }

    /** The number of cameras it started with. */
    public int cameras() {
        return cameras;
    }

    /** Health of all its parts; before {@link #start()} there are none. */
    public Health health() {
        return health;
    }

    /** Returns native properties for a client of its Kafka. */
    public Map<String, Object> kafka() {
        return Map.copyOf(kafka);
    }

    public Topics topics() {
        return topics;
    }

    /** The registry in use; only after {@link #start()}. */
    public SchemaRegistry registry() {
        return registry;
    }

    /** As {@link DetectorService#drifted()}; only after {@link #start()}. */
    public SortedMap<String, Double> drifted() {
        return detector.drifted();
    }

    /** The model in use; only after {@link #start()}. */
    public ModelInfo model() {
        return detector.model();
    }

    /** Returns the port of the HTTP server, which must be enabled in the options. */
    public int httpPort() {
        return http.port();
    }

    /** Stops what was started, in pipeline order; Kafka last. */
    @Override
    public void close() {
        Closing.inOrder(
                settings,
                ingest,
                detector,
                aggregator,
                notify,
                console,
                http,
                processMetrics,
                traces,
                registries,
                localRegistry,
                brokerStart,
                directoryLock);
    }
}
