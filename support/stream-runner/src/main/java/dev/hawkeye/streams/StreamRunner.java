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
 * after a pause that grows while threads keep dying, so that a passing fault heals and a lasting one does not spin.
 *
 * <p>Safe for use by many threads. Not to be started again after it was closed.
 */
public final class StreamRunner implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StreamRunner.class);
    /** A commit takes seconds where the machine is busy, and what is not committed in time is done once more by the next. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final String name;
    private final KafkaStreams streams;
    private final MeterRegistry metrics;
    private final ThreadReplacement replacement = new ThreadReplacement();
    private final Restores restores = new Restores();
    private ClientMetrics shown; // guarded by this

    /**
     * @param name for log lines
     * @param defaults what this topology wants unless the user says otherwise
     * @param kafka native properties of the user, which win over the defaults; {@code bootstrap.servers} among them
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
            // Kafka Streams throws it once more, and the JVM would print its stack.
            Thread.currentThread().setUncaughtExceptionHandler((thread, told) -> {});
            return replacement.afterPause();
        });
        streams.setStateListener((now, before) -> log.info("{} is {}", name, now));
    }

    private static Map<String, Object> properties(String applicationId, Map<String, ?> defaults, Map<String, ?> kafka) {
        Map<String, Object> properties = new HashMap<>();
        // A partition made this moment may refuse the first of several requests in flight and take the second. Then an
        // idempotent producer is out of order. Records here are small and many share a batch, so one is enough.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
        properties.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, RecordTime.class);
        properties.putAll(defaults);
        properties.putAll(kafka);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        return properties;
    }

    /** Begins to process; returns at once, also when no broker can be reached yet. */
    public synchronized void start() {
        streams.start();
        shown = ClientMetrics.of(streams::metrics, metrics);
    }

    /** @return whether it is a member of its group and not in the middle of a rebalance */
    public boolean ready() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** @return what it waits for while it is not {@link #ready()}, in a few words; empty when it is */
    public String waitsFor() {
        KafkaStreams.State state = streams.state();
        String restoring = restores.text();
        return switch (state) {
            case RUNNING -> "";
            case CREATED -> "it has not begun";
            case REBALANCING ->
                restoring.isEmpty() ? "Kafka is dividing the work in its group (REBALANCING)" : restoring;
            default -> "it is " + state;
        };
    }

    /** @return false when it stopped for good and only a restart helps */
    public boolean live() {
        KafkaStreams.State state = streams.state();
        return state != KafkaStreams.State.ERROR && state != KafkaStreams.State.PENDING_ERROR;
    }

    /**
     * Who has the state of a key.
     *
     * @param key that the records of the store's topic have; Kafka's default partitioner is taken for theirs
     * @return with a host only for instances that have {@code application.server} set
     * @throws RuntimeException when it does not run
     */
    public KeyQueryMetadata owner(String store, String key) {
        return streams.queryMetadataForKey(store, key, new StringSerializer());
    }

    /**
     * The part of a store that belongs to one partition and is in this instance.
     *
     * @throws org.apache.kafka.streams.errors.InvalidStateStoreException when it is not, or not yet; reading from it throws
     *     the same once it is no longer
     */
    public <K, V> ReadOnlyKeyValueStore<K, V> store(String store, int partition) {
        return streams.store(StoreQueryParameters.fromNameAndType(store, QueryableStoreTypes.<K, V>keyValueStore())
                .withPartition(partition));
    }

    /** Commits what is done and leaves the group, so that others take over at once. Takes 10 s at most. */
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
