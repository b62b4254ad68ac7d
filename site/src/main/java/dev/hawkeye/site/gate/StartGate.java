package dev.hawkeye.site.gate;

import dev.hawkeye.kafka.ThrottledLog;
import dev.hawkeye.schemas.Registries;
import dev.hawkeye.schemas.RegistryException;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.kafka.KafkaTrouble;
import dev.hawkeye.site.topics.TopicAdmin;
import dev.hawkeye.site.topics.TopicCheck;
import dev.hawkeye.site.topics.TopicSpec;
import dev.hawkeye.site.topics.TopicTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.internals.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds services back until their dependencies are ready: Kafka is reachable and is the right cluster, their topics
 * exist and are suitable, and the registry accepts their schemas. Creates missing topics, if Kafka allows it, and ends
 * hanging transactions.
 *
 * <p>Errors are logged, one line each, once for as long as they last. The gate waits for those that others can fix;
 * those that only the process's own settings can fix abort the start. Mere differences from the configuration are
 * logged, but do not block.
 *
 * <p>Not thread-safe, except for {@link #passed()}.
 */
public final class StartGate {
    private static final Logger log = LoggerFactory.getLogger(StartGate.class);
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final HawkeyeConfig config;
    private final Map<String, Object> kafka;
    private final Registries registries;
    private final CloudIds cloudIds;
    private final List<String> services;
    private final List<TopicSpec> specs;
    private final Optional<ClusterMemory> memory;
    private final ThrottledLog trouble = ThrottledLog.once(log);
    private volatile boolean passed;

    /** Waits between two attempts. */
    public interface Pauses {
        /** Never asks to stop. */
        Pauses NEVER_ENDED = time -> {
            Thread.sleep(time.toMillis());
            return false;
        };

        /** @return true as soon as the process is asked to stop */
        boolean await(Duration time) throws InterruptedException;
    }

    /**
     * @param kafka native properties, including {@code bootstrap.servers}
     * @param services names of their commands
     * @param outside whether Kafka is external to this process
     */
    public StartGate(
            HawkeyeConfig config,
            Map<String, Object> kafka,
            SchemaRegistry registry,
            List<String> services,
            boolean outside) {
        this(config, kafka, Registries.of(registry), services, outside);
    }

    /** Creates a gate for a site whose cloud may have its own registry. */
    public StartGate(
            HawkeyeConfig config,
            Map<String, Object> kafka,
            Registries registries,
            List<String> services,
            boolean outside) {
        this.config = config;
        this.kafka = Map.copyOf(kafka);
        this.registries = registries;
        this.cloudIds = new CloudIds(
                config.dataDirectory(),
                SchemaRegistry.shownAddress(config.cloud().registry()),
                registries.cloud());
        this.services = List.copyOf(services);
        this.specs = TopicTable.ofServices(config.topics(), this.services);
        this.memory = outside ? Optional.of(new ClusterMemory(config.dataDirectory())) : Optional.empty();
    }

    /** Whether the gate was passed; may be called by any thread. */
    public boolean passed() {
        return passed;
    }

    /**
     * Waits until everything is ready.
     *
     * @return false if the process was asked to stop first
     * @throws UserException when only the process's own settings can fix it
     * @throws KafkaException when Kafka fails for an unexpected reason
     */
    public boolean pass(Pauses pauses) throws InterruptedException {
        while (true) {
            List<String> hindrances = attempt();
            if (hindrances.isEmpty()) {
                if (!trouble.isEmpty()) {
                    log.info("Everything is available now: starting");
                }
                passed = true;
                return true;
            }
            report(hindrances);
            if (pauses.await(PAUSE)) {
                return false;
            }
        }
    }

    private void report(List<String> hindrances) {
        List<String> lines = hindrances.stream()
                .map(hindrance -> hindrance + "; retrying every " + PAUSE.toSeconds() + " s")
                .toList();
        trouble.retain(lines);
        lines.forEach(line -> trouble.warn("{}", line));
    }

    private List<String> attempt() throws InterruptedException {
        try (TopicAdmin admin = TopicAdmin.connect(kafka)) {
            List<String> hindrances = new ArrayList<>(kafkaHindrances(admin));
            if (hindrances.isEmpty()) {
                registryHindrance().ifPresent(hindrances::add);
            }
            return hindrances;
        } catch (KafkaException e) {
            KafkaTrouble trouble = KafkaTrouble.of(e, kafka).orElseThrow(() -> e);
            if (!trouble.mayHeal()) {
                throw new UserException(trouble.line(), e);
            }
            return List.of(trouble.line());
        }
    }

    private List<String> kafkaHindrances(TopicAdmin admin) throws InterruptedException {
        String servers = String.valueOf(kafka.get("bootstrap.servers"));
        String cluster = admin.clusterId();
        Set<String> names = admin.names();
        Optional<String> wrong = memory.flatMap(known -> known.objection(servers, cluster));
        if (wrong.isEmpty() && memory.isPresent()) {
            wrong = ClusterAgreement.disagreement(config, servers, cluster);
        }
        if (wrong.isEmpty()) {
            wrong = MirrorCheck.suspicion(servers, config.topics().topics(), names);
        }
        if (wrong.isPresent()) {
            return List.of(wrong.get());
        }
        List<String> unmade = List.copyOf(admin.makeMissing(specs, names).values());
        if (!unmade.isEmpty()) {
            return unmade;
        }
        TopicCheck check = TopicCheck.ofServices(admin, config, services);
        List<String> hindrances = check.hindrances().stream().sorted().toList();
        if (hindrances.isEmpty()) {
            check.differences().stream().sorted().forEach(line -> log.warn("{}", line));
            memory.ifPresent(known -> known.remember(cluster));
            endHangingTransactions(names);
        }
        return hindrances;
    }

    /**
     * Ends hanging transactions in Hawkeye's topics and in the internal topics of Kafka Streams; with an embedded
     * Kafka, also in the offsets topic, which an external Kafka shares with others. Only checks topics that existed
     * before this start: a new one has no history, and a broker that is still creating its files would delay the
     * answer.
     *
     * @param names of the existing topics
     */
    private void endHangingTransactions(Set<String> names) throws InterruptedException {
        Set<String> ours = specs.stream().map(TopicSpec::name).collect(Collectors.toCollection(HashSet::new));
        List<String> applications =
                List.of(config.aggregator().applicationId(), config.detector().applicationId());
        names.stream()
                .filter(name -> applications.stream().anyMatch(application -> isInternal(name, application)))
                .forEach(ours::add);
        if (memory.isEmpty()) {
            ours.add(Topic.GROUP_METADATA_TOPIC_NAME);
        }
        ours.retainAll(names);
        if (ours.isEmpty()) {
            return;
        }
        try (HangingTransactions transactions = new HangingTransactions(kafka)) {
            transactions.end(ours);
        }
    }

    private static boolean isInternal(String name, String application) {
        return name.startsWith(application + "-") && (name.endsWith("-changelog") || name.endsWith("-repartition"));
    }

    /** Registers or looks up the schemas of all topics that the services write. */
    private Optional<String> registryHindrance() {
        Map<String, Schema> schemas = config.topics().topics().schemas();
        try {
            for (TopicSpec spec : specs) {
                if (schemas.containsKey(spec.name()) && services.stream().anyMatch(spec.writers()::contains)) {
                    settle(spec.name(), schemas.get(spec.name()));
                }
            }
            return Optional.empty();
        } catch (RegistryException e) {
            if (e.refusesUser()) {
                throw new UserException(String.valueOf(e.getMessage()), e);
            }
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void settle(String topic, Schema schema) {
        if (config.cloud().hasRegistry() && config.topics().topics().isOfCloud(topic)) {
            cloudIds.settle(topic, schema);
        } else {
            registries.site().idFor(topic, schema);
        }
    }
}
