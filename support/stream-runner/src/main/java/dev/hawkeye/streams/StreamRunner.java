package dev.hawkeye.streams;

import dev.hawkeye.kafka.KafkaAccess;
import dev.hawkeye.metrics.ClientMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one Kafka Streams topology from {@link #start()} to {@link #close()}. A stream thread that dies is replaced,
 * after a pause that grows while threads keep dying, so that a transient fault heals and a permanent one does not spin.
 *
 * <p>Safe for use by many threads. Must not be started again after it was closed.
 */
public final class StreamRunner implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StreamRunner.class);
    /** On a busy machine a commit takes seconds, and what is not committed in time is redone by the next instance. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private static final int LINGER_MILLIS = 5;

    private final String name;
    private final String topology;
    private final KafkaStreams streams;
    private final MeterRegistry metrics;
    private final ThreadReplacement replacement = new ThreadReplacement();
    private final Restores restores = new Restores();
    private ClientMetrics shown; // guarded by this

    /**
     * @param name for log lines
     * @param defaults what this topology wants unless the user says otherwise
     * @param kafka the user's native properties, which win over the defaults; including {@code bootstrap.servers}
     */
    public StreamRunner(
            String name,
            Topology topology,
            String applicationId,
            Map<String, ?> defaults,
            Map<String, ?> kafka,
            KafkaClientSupplier clients,
            MeterRegistry metrics) {
        this.name = name;
        this.metrics = metrics;
        this.topology = topology.describe().toString();
        this.streams =
                new KafkaStreams(topology, new StreamsConfig(properties(applicationId, defaults, kafka)), clients);
        KafkaAccess access = KafkaAccess.streaming(applicationId, new TopicRoles(topology)::operations);
        streams.setGlobalStateRestoreListener(restores);
        streams.setUncaughtExceptionHandler(e -> {
            restores.clear();
            Throwable cause = e.getCause() != null ? e.getCause() : e;
            String died = "a stream thread died: " + cause.getClass().getSimpleName() + ": " + cause.getMessage();
            log.error("{}: {}", name, access.refusal(e).orElse(died));
            log.debug("{}: a stream thread died", name, e);
            // Kafka Streams rethrows it, and the JVM would print its stack trace.
            Thread.currentThread().setUncaughtExceptionHandler((thread, rethrown) -> {});
            return replacement.afterPause();
        });
        streams.setStateListener((now, before) -> log.info("{} is {}", name, now));
    }

    static Map<String, Object> properties(String applicationId, Map<String, ?> defaults, Map<String, ?> kafka) {
        Map<String, Object> properties = new HashMap<>();
        // A partition that was just created may refuse the first of several in-flight requests and accept the second.
        // Then an idempotent producer is out of sequence. Records here are small and many share a batch, so one is
        // enough.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
        properties.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, RecordTime.class);
        properties.putAll(defaults);
        properties.putAll(kafka);
        boolean once = StreamsConfig.EXACTLY_ONCE_V2.equals(properties.get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
        if (!once && !properties.containsKey(ProducerConfig.LINGER_MS_CONFIG)) {
            // Kafka Streams lets records wait for others for 100 ms, which exactly-once ends with each of its commits.
            properties.putIfAbsent(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MILLIS);
        }
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        return properties;
    }

    /** Starts processing; returns at once, even if no broker is reachable yet. */
    public synchronized void start() {
        streams.start();
        shown = ClientMetrics.of(streams::metrics, metrics);
    }

    /** @return whether it is a member of its group and not in the middle of a rebalance */
    public boolean ready() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** @return what it is waiting for while it is not {@link #ready()}, in a few words; empty when it is ready */
    public String waitsFor() {
        KafkaStreams.State state = streams.state();
        String restoring = restores.text();
        return switch (state) {
            case RUNNING -> "";
            case CREATED -> "it has not started";
            case REBALANCING ->
                restoring.isEmpty() ? "Kafka is dividing the work in its group (REBALANCING)" : restoring;
            default -> "it is " + state;
        };
    }

    /** What it runs, as {@link Topology#describe()} says it: several lines, for people. */
    public String topology() {
        return topology;
    }

    /** @return false when it stopped for good and only a restart helps */
    public boolean live() {
        KafkaStreams.State state = streams.state();
        return state != KafkaStreams.State.ERROR && state != KafkaStreams.State.PENDING_ERROR;
    }

    /**
     * Returns which instance has the state of a key.
     *
     * @param key the key of the records in the store's topic; they are assumed to use Kafka's default partitioner
     * @return with a host only for instances that have {@code application.server} set
     * @throws RuntimeException when it is not running
     */
    public KeyQueryMetadata owner(String store, String key) {
        return streams.queryMetadataForKey(store, key, new StringSerializer());
    }

    /**
     * The part of a store that belongs to one partition and is in this instance.
     *
     * @throws org.apache.kafka.streams.errors.InvalidStateStoreException when it is not, or not yet; reading from it
     *     throws the same once it is no longer
     */
    public <K, V> ReadOnlyKeyValueStore<K, V> store(String store, int partition) {
        return streams.store(StoreQueryParameters.fromNameAndType(store, QueryableStoreTypes.<K, V>keyValueStore())
                .withPartition(partition));
    }

    /** Commits what is done and leaves the group, so that others take over at once. Takes at most 10 s. */
    @Override
    public void close() {
        replacement.end();
        hideMetrics();
        CloseOptions leaving =
                CloseOptions.timeout(CLOSE_TIMEOUT).withGroupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP);
        if (!streams.close(leaving)) {
            log.warn("{} did not stop within {} s", name, CLOSE_TIMEOUT.toSeconds());
        }
    }

    private synchronized void hideMetrics() {
        if (shown != null) {
            shown.close();
        }
    }
}
