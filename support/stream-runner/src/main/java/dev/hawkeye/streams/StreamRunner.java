package dev.hawkeye.streams;

import dev.hawkeye.kafka.KafkaAccess;
import dev.hawkeye.metrics.ClientMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
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
 * <p>Thread-safe. Cannot be restarted after it was closed.
 */
public final class StreamRunner implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StreamRunner.class);
    /** On a busy machine a commit takes seconds, and uncommitted work is redone by the next instance. */
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
     * @param name the name in log lines
     * @param defaults properties of this topology that the user can override
     * @param kafka the user's native properties, which override the defaults; including {@code bootstrap.servers}
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
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.RUNNING) {
                replacement.joined();
            }
            log.info("{} is {}", name, now);
        });
    }

    static Map<String, Object> properties(String applicationId, Map<String, ?> defaults, Map<String, ?> kafka) {
        Map<String, Object> properties = new HashMap<>();
        // A partition that was just created may refuse the first of several in-flight requests and accept the second.
        // Then an idempotent producer is out of sequence. Records here are small and many share a batch, so one
        // in-flight request is enough.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
        properties.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, RecordTime.class);
        properties.putAll(defaults);
        properties.putAll(kafka);
        boolean once = StreamsConfig.EXACTLY_ONCE_V2.equals(properties.get(StreamsConfig.PROCESSING_GUARANTEE_CONFIG));
        if (!once && !properties.containsKey(ProducerConfig.LINGER_MS_CONFIG)) {
            // By default, Kafka Streams lingers up to 100 ms; with exactly-once, each commit flushes.
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

    /** @return whether this is a member of its group, not in a rebalance, and none of its threads is dead */
    public boolean ready() {
        return streams.state() == KafkaStreams.State.RUNNING && !replacement.isUnderWay();
    }

    /** @return what it is waiting for while not {@link #ready()}, in a few words; empty when ready */
    public String waitsFor() {
        KafkaStreams.State state = streams.state();
        String restoring = restores.text();
        String died = replacement.isUnderWay() ? "a stream thread died, as its log says, and is being replaced" : "";
        return switch (state) {
            case RUNNING -> died;
            case CREATED -> "it has not started";
            case REBALANCING ->
                Stream.of(restoring, died, "Kafka is dividing the work in its group (REBALANCING)")
                        .filter(reason -> !reason.isEmpty())
                        .findFirst()
                        .orElseThrow();
            default -> "it is " + state;
        };
    }

    /** The topology as described by {@link Topology#describe()}: several lines, for people. */
    public String topology() {
        return topology;
    }

    /** @return false when it has stopped for good and only a restart helps */
    public boolean live() {
        KafkaStreams.State state = streams.state();
        return state != KafkaStreams.State.ERROR && state != KafkaStreams.State.PENDING_ERROR;
    }

    /**
     * Returns the instance that has the state of a key.
     *
     * @param key the key of the records in the store's topic; that topic is assumed to use Kafka's default partitioner
     * @return metadata with a host only for instances that have {@code application.server} set
     * @throws RuntimeException when it is not running
     */
    public KeyQueryMetadata owner(String store, String key) {
        return streams.queryMetadataForKey(store, key, new StringSerializer());
    }

    /**
     * Returns the part of a store that belongs to one partition, if it is in this instance.
     *
     * @throws org.apache.kafka.streams.errors.InvalidStateStoreException when it is not, or not yet; reads throw it
     * once the part has moved away
     */
    public <K, V> ReadOnlyKeyValueStore<K, V> store(String store, int partition) {
        return streams.store(StoreQueryParameters.fromNameAndType(store, QueryableStoreTypes.<K, V>keyValueStore())
                .withPartition(partition));
    }

    /** Commits finished work and leaves the group, so that other instances take over at once. Takes at most 10 s. */
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
