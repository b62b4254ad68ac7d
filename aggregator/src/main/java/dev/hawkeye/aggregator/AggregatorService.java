package dev.hawkeye.aggregator;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.aggregator.config.CurrentSettings;
import dev.hawkeye.aggregator.history.LocalHistory;
import dev.hawkeye.aggregator.input.Standstill;
import dev.hawkeye.aggregator.keyframes.KafkaFrameFetcher;
import dev.hawkeye.kafka.FetchSize;
import dev.hawkeye.schemas.Registries;
import dev.hawkeye.schemas.RegistryPatience;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.streams.FatalRecords;
import dev.hawkeye.streams.RefusedSizes;
import dev.hawkeye.streams.StreamRunner;
import dev.hawkeye.traces.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * One aggregator. It reads the detections of the partitions that the group assigns to it, and writes counts, events and
 * keyframes. Any number of instances with the same application id share the partitions.
 *
 * <p>Owns the stream threads and the consumer that reads keyframes, from {@link #start} to {@link #close()}.
 * Thread-safe.
 */
public final class AggregatorService implements AutoCloseable {
    private final AggregatorConfig config;
    private final CurrentSettings settings;
    private final Topics topics;
    private final Registries registries;
    private final MeterRegistry metrics;
    private final RegistryPatience patience = new RegistryPatience();
    private final LocalHistory history;
    private Traces traces = Traces.OFF;
    private volatile Running running;

    private record Running(StreamRunner runner, KafkaFrameFetcher fetcher, String address) {}

    /** Uses one registry for everything. */
    public AggregatorService(AggregatorConfig config, Topics topics, SchemaRegistry registry, MeterRegistry metrics) {
        this(config, topics, Registries.of(registry), metrics);
    }

    /** Does not connect to anything yet. */
    public AggregatorService(AggregatorConfig config, Topics topics, Registries registries, MeterRegistry metrics) {
        this.config = config;
        this.settings = new CurrentSettings(config);
        this.topics = topics;
        this.registries = registries;
        this.metrics = metrics;
        this.history = new LocalHistory(config, this::stores);
    }

    /**
     * Starts reading detections; returns at once, even if no broker is reachable yet. May be called once.
     *
     * @param kafka native properties for every client, including {@code bootstrap.servers}, {@code state.dir} for the
     *     location of the state lock, and {@code application.server} for the address at which other instances reach
     *     this one; {@link AggregatorConfig#kafka()} takes precedence
     */
    public void start(Map<String, Object> kafka) {
        RefusedSizes refused = new RefusedSizes(metrics);
        Map<String, Object> properties = new HashMap<>(defaults());
        properties.putAll(refused.properties());
        properties.putAll(kafka);
        properties.putAll(config.kafka());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, config.applicationId());
        StreamsConfig streamsConfig = new StreamsConfig(properties);
        KafkaFrameFetcher fetcher = KafkaFrameFetcher.connect(
                streamsConfig.getRestoreConsumerConfigs(config.applicationId() + "-keyframes"), topics.frames());
        StreamRunner runner = new StreamRunner(
                "aggregator",
                AggregatorTopology.build(
                        settings,
                        topics,
                        registries,
                        metrics,
                        fetcher,
                        refused,
                        new FatalRecords(),
                        new Standstill(patience, System::nanoTime),
                        AggregatorTopology.Where.of(properties),
                        traces),
                config.applicationId(),
                Map.of(),
                properties,
                new ResultsFirst(),
                metrics);
        running = new Running(
                runner, fetcher, Objects.toString(properties.get(StreamsConfig.APPLICATION_SERVER_CONFIG), ""));
        runner.start();
    }

    /**
     * Adds to the traces of frames. Call before {@link #start}; off by default. The caller closes {@code itsTraces}.
     */
    public void tracing(Traces itsTraces) {
        traces = itsTraces;
    }

    /**
     * Changes the settings of events, keyframes and cameras ({@link AggregatorConfig#changedTo}) between two frames;
     * may be called at any time. For what is known about a camera, the effect is that of a restart with other settings:
     * objects, and visits to zones that remain, continue. Every instance must get the same settings.
     */
    public void change(AggregatorConfig now) {
        settings.change(now);
    }

    private Optional<LocalHistory.Stores> stores() {
        return Optional.ofNullable(running).map(now -> new LocalHistory.Stores(now.runner, now.address));
    }

    private static Map<String, Object> defaults() {
        Map<String, Object> defaults = new HashMap<>();
        defaults.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        defaults.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        defaults.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        FetchSize.properties().forEach((key, value) -> defaults.put(StreamsConfig.consumerPrefix(key), value));
        // A keyframe carries its picture.
        defaults.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), 16 << 20);
        return defaults;
    }

    /** @return whether detections are being read */
    public boolean ready() {
        Running now = running;
        return now != null && now.runner.ready();
    }

    /** @return what it is waiting for while it is not ready, in a few words; empty when ready */
    public String waitsFor() {
        Running now = running;
        return now == null ? "it has not started" : now.runner.waitsFor();
    }

    /** @return false when only a restart helps */
    public boolean live() {
        Running now = running;
        return now == null || now.runner.live();
    }

    /** The output of {@code Topology.describe()}: several lines, for people; empty before the start. */
    public Optional<String> topology() {
        return Optional.ofNullable(running).map(now -> now.runner.topology());
    }

    /** The final windows of the cameras that this instance currently has; may be queried at any time. */
    public LocalHistory history() {
        return history;
    }

    /**
     * Commits finished work and leaves the group, within 12 s; open windows and events continue when this or another
     * instance starts.
     */
    @Override
    public void close() {
        patience.giveUp();
        Running now = running;
        if (now != null) {
            now.runner.close();
            now.fetcher.close();
        }
    }
}
