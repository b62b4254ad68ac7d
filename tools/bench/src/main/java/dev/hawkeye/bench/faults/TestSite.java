package dev.hawkeye.bench.faults;

import dev.hawkeye.bench.faults.input.Input;
import dev.hawkeye.bench.faults.outcome.Observation;
import dev.hawkeye.bench.faults.outcome.Outlets;
import dev.hawkeye.bench.faults.outcome.Sign;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.testing.Broker;
import dev.hawkeye.testing.ChildProcess;
import dev.hawkeye.testing.LogTail;
import dev.hawkeye.testing.Registry;
import dev.hawkeye.testing.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;

/**
 * One broker and the three services, each in its own process, a registry in this process, and the observation of them.
 * All waits go through {@link #until} or {@link #watch}, so that the topics are read continuously. Not thread-safe.
 */
final class TestSite implements AutoCloseable {
    static final Topics TOPICS = new Topics("faults.");

    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration END = Duration.ofSeconds(25);
    private static final Duration END_AT_LAST = Duration.ofSeconds(40);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration SETTLE = Duration.ofMillis(400);

    private final CampaignSettings settings;
    private final Path directory;
    private final Path config;
    private final List<Path> folders;
    private final Registry registry = new Registry();
    private final SchemaRegistry schemas;
    private final Broker broker;
    private final Map<String, ServiceProcess> services = new LinkedHashMap<>();
    private final List<String> complaints = new ArrayList<>();
    private final ServiceProcess detector;
    private final ServiceProcess aggregator;
    private final ServiceProcess ingest;
    private final ServiceProcess alarms; // null without outlets
    private final Outlets outlets = new Outlets();
    private final AlarmReceiver receiver = new AlarmReceiver(outlets.told());
    private ServiceProcess detectorVictim;
    private ServiceProcess aggregatorVictim;
    private ServiceProcess ingestVictim;
    private Observation observation;
    private Feed feed;

    /**
     * Starts everything and waits until it is ready.
     *
     * @param withOutlets whether to include notify and clips
     */
    TestSite(CampaignSettings settings, Input input, String name, boolean undisturbed, boolean withOutlets)
            throws IOException, InterruptedException {
        this.settings = settings;
        this.directory = Files.createDirectories(settings.directory().resolve(name));
        this.schemas = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, registry.url()));
        this.broker = new Broker(directory);
        folders = input.writeFolders(directory);
        SiteConfig yaml = new SiteConfig(
                settings,
                broker.bootstrapServers(),
                registry.url(),
                folders.subList(0, input.foldersAtStart()),
                undisturbed,
                withOutlets ? receiver.url() : "");
        this.config = Files.writeString(directory.resolve("site.yaml"), yaml.text(directory));
        this.detector = service("detector", settings.detectorProgram());
        this.aggregator = service("aggregator", settings.command("aggregate"));
        this.ingest = service("ingest", settings.command("ingest"));
        this.alarms = withOutlets ? service("notify", settings.command("notify")) : null;
        this.detectorVictim = detector;
        this.aggregatorVictim = aggregator;
        this.ingestVictim = ingest;
        try {
            start(input, undisturbed);
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void start(Input input, boolean undisturbed) throws IOException, InterruptedException {
        // Ids that were requested once are cached while the registry is away.
        TOPICS.schemas().forEach((topic, schema) -> schemas.schemaOf(schemas.idFor(topic, schema)));
        schemas.schemaOf(schemas.idFor(TOPICS.frames(), Feed.NEXT.schema()));
        broker.start();
        until("the broker listens", START, broker::listens);
        detector.start();
        aggregator.start();
        if (alarms != null) {
            alarms.start();
            awaitReady(alarms); // it starts with the events after that
        }
        ingest.start();
        awaitReady(detector);
        awaitReady(aggregator);
        awaitReady(ingest);
        observation = new Observation(broker.bootstrapServers(), TOPICS, schemas, outlets);
        feed = new Feed(
                input,
                broker.bootstrapServers(),
                TOPICS.frames(),
                schemas,
                undisturbed ? 0 : SiteConfig.FRAMES_PER_SECOND);
        feed.start();
    }

    /** Starts a second instance of each service; faults hit these from now on. */
    void startPeers() throws IOException, InterruptedException {
        detectorPeer().start();
        aggregatorPeer().start();
        ingestPeer().start();
        awaitReady(detectorPeer());
        awaitReady(aggregatorPeer());
        awaitReady(ingestPeer());
        detectorVictim = detectorPeer();
        aggregatorVictim = aggregatorPeer();
        ingestVictim = ingestPeer();
    }

    ServiceProcess detectorPeer() {
        return service("detector-peer", settings.detectorProgram());
    }

    ServiceProcess aggregatorPeer() {
        return service("aggregator-peer", settings.command("aggregate"));
    }

    ServiceProcess ingestPeer() {
        return service("ingest-peer", settings.command("ingest"));
    }

    /** The instance that faults hit. */
    ServiceProcess detectorVictim() {
        return detectorVictim;
    }

    ServiceProcess aggregatorVictim() {
        return aggregatorVictim;
    }

    ServiceProcess ingestVictim() {
        return ingestVictim;
    }

    /** Returns the instance of this name; a new one is created, but not started. */
    ServiceProcess service(String name, List<String> program) {
        return services.computeIfAbsent(name, n -> new ServiceProcess(n, program, config, directory));
    }

    ServiceProcess detector() {
        return detector;
    }

    ServiceProcess aggregator() {
        return aggregator;
    }

    ServiceProcess ingest() {
        return ingest;
    }

    ServiceProcess alarms() {
        return alarms;
    }

    /** The results of events outside the site. */
    Outlets outlets() {
        return outlets;
    }

    Broker broker() {
        return broker;
    }

    Registry registry() {
        return registry;
    }

    Feed feed() {
        return feed;
    }

    Observation observation() {
        return observation;
    }

    CampaignSettings settings() {
        return settings;
    }

    /** Reads the configuration file of its services, each time afresh. */
    ConfigReader config() {
        return new ConfigReader().file(config);
    }

    /** The folders of pictures, including those that are not cameras at the start. */
    List<Path> folders() {
        return folders;
    }

    /** The directory for its files. */
    Path directory() {
        return directory;
    }

    SchemaRegistry schemas() {
        return schemas;
    }

    /** The services whose processes are running now. */
    List<ServiceProcess> running() {
        return services.values().stream()
                .filter(service ->
                        service.process() != null && service.process().alive())
                .toList();
    }

    Durations durations() {
        return settings.durations();
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    /** Failures other than lost and differing records. */
    List<String> complaints() {
        return complaints;
    }

    void complain(String what) {
        complaints.add(what);
        settings.progress().accept("  " + what);
    }

    void awaitReady(ServiceProcess service) throws InterruptedException {
        until(service.name() + " is ready", START, () -> {
            try {
                return service.ready();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        });
    }

    /** Sends SIGTERM, and waits for the exit, which must be clean and in time. */
    void end(ServiceProcess service) throws InterruptedException {
        ChildProcess process = service.process();
        // A program that has just started does not handle signals yet.
        boolean listens = service.ready();
        long begin = System.nanoTime();
        process.terminate();
        until(service.name() + " ends after SIGTERM", END_AT_LAST, () -> !process.alive());
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);
        if (taken.compareTo(END) > 0) {
            complain(service.name() + " took " + taken.toMillis() / 1e3 + " s to end after SIGTERM");
        }
        if (listens && process.exitCode() != 0) {
            complain(service.name() + " ended with exit code " + process.exitCode() + " after SIGTERM");
        }
    }

    /**
     * Waits while reading the topics.
     *
     * @throws IllegalStateException when it takes longer
     */
    void until(String what, Duration longest, BooleanSupplier holds) throws InterruptedException {
        long begin = System.nanoTime();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() - begin > longest.toNanos()) {
                throw new IllegalStateException("waited " + longest.toSeconds() + " s in vain for: " + what);
            }
            watchOnce();
        }
    }

    /** Reads the topics for this long. */
    void watch(Duration time) throws InterruptedException {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < time.toNanos()) {
            watchOnce();
        }
    }

    /** Reads everything written before now, so that whatever follows is new. */
    void settle() throws InterruptedException {
        watch(SETTLE);
    }

    private void watchOnce() throws InterruptedException {
        settings.check().run();
        if (observation == null) {
            Thread.sleep(POLL.toMillis());
            return;
        }
        feed.requireAlive();
        observation.poll(POLL);
        if (receiver.hadNews()) {
            observation.sign(Sign.MESSAGE);
        }
        feed.seen(observation.completeRounds());
    }

    /** The last lines of every process. */
    String logTails() {
        StringBuilder tails = new StringBuilder();
        for (ServiceProcess service : services.values()) {
            tails.append(LogTail.of(service.log()));
        }
        return tails.append(LogTail.of(broker.log())).toString();
    }

    @Override
    public void close() {
        if (feed != null) {
            feed.close();
        }
        if (observation != null) {
            observation.close();
        }
        services.values().forEach(ServiceProcess::close);
        receiver.close();
        broker.close();
        schemas.close();
        registry.close();
    }
}
