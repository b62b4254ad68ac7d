package dev.hawkeye.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.aggregator.AggregatorService;
import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.detector.DetectorConfig;
import dev.hawkeye.detector.DetectorService;
import dev.hawkeye.detector.DriftConfig;
import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.site.Closing;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.kafka.OwnKafka;
import dev.hawkeye.site.registry.LocalRegistry;
import dev.hawkeye.vision.model.ModelInfo;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.StreamsConfig;

/**
 * A detector and an aggregator on their own broker and registry, all in this process and in one directory: nothing
 * reaches the site, and everything is gone with the directory. Runs from {@link #start} to {@link #close()}. Not
 * thread-safe.
 *
 * <p>Its time is that of the frames alone. No result expires, and no camera is silent, because this machine's clock
 * says nothing about past cameras.
 */
final class ReplaySite implements AutoCloseable {
    private static final String DETECTOR = "replay-detector";
    private static final String AGGREGATOR = "replay-aggregator";
    private static final Duration NEVER = Duration.ofDays(36_500);
    private static final int MAX_RECORD_BYTES = 32 << 20;
    /** Nobody waits for individual results. */
    private static final Map<String, String> IN_BULK = Map.of("commit.interval.ms", "1000");

    private final Topics topics = new Topics("");
    private final EmbeddedKafka broker;
    private final int partitions;
    private final Map<String, Object> kafka;
    private final AtomicReference<Exception> refusal = new AtomicReference<>();
    private LocalRegistry registry;
    private Serializer<Frame> frames;
    private KafkaProducer<byte[], byte[]> producer;
    private DetectorService detector;
    private AggregatorService aggregator;

    private ReplaySite(EmbeddedKafka broker, Path directory, int partitions) {
        this.broker = broker;
        this.partitions = partitions;
        this.kafka = new HashMap<>(OwnKafka.CLIENTS);
        kafka.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        kafka.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve("streams").toString());
    }

    /**
     * Starts everything.
     *
     * @param directory an empty directory
     * @param config settings such as model, lanes, zones and windows; its addresses are not used
     * @param partitions number of partitions of each topic
     */
    static ReplaySite start(Path directory, HawkeyeConfig config, int partitions) throws InterruptedException {
        ReplaySite site =
                new ReplaySite(EmbeddedKafka.start(directory.resolve("kafka"), 0, Map.of()), directory, partitions);
        try {
            site.start(directory, config);
            return site;
        } catch (RuntimeException | InterruptedException e) {
            site.close();
            throw e;
        }
    }

    private void start(Path directory, HawkeyeConfig config) throws InterruptedException {
        registry = LocalRegistry.open(directory.resolve("registry.json"), topics, Map.of());
        frames = registry.registry().serde(Frame.class).serializer();
        createTopics();
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker.bootstrapServers(),
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        MAX_RECORD_BYTES),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        SimpleMeterRegistry metrics = new SimpleMeterRegistry();
        detector = new DetectorService(detector(config.detector()), kafka, topics, registry.registry(), metrics);
        aggregator = new AggregatorService(aggregator(config.aggregator()), topics, registry.registry(), metrics);
        aggregator.start(kafka);
        detector.start();
    }

    private void createTopics() throws InterruptedException {
        Map<String, String> settings = Map.of(
                TopicConfig.RETENTION_MS_CONFIG,
                "-1",
                TopicConfig.RETENTION_BYTES_CONFIG,
                "-1",
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                "CreateTime",
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                String.valueOf(MAX_RECORD_BYTES));
        List<NewTopic> wanted = Stream.concat(
                        topics.schemas().keySet().stream(), Stream.of(topics.framesDlq(), topics.detectionsDlq()))
                .map(topic -> new NewTopic(topic, partitions, (short) 1).configs(settings))
                .toList();
        try (Admin admin = Admin.create(kafka)) {
            admin.createTopics(wanted).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the replay's own Kafka refuses its topics: " + e.getMessage(), e);
        }
    }

    private static DetectorConfig detector(DetectorConfig given) {
        return new DetectorConfig(
                DETECTOR,
                given.model(),
                given.modelPublicKey(),
                given.lanes(),
                given.batch(),
                given.confidence(),
                given.iou(),
                given.maxDetections(),
                given.multiLabel(),
                given.maxPixels(),
                given.inFlight(),
                given.inFlightBytes(),
                given.maxFrameAge(),
                given.laneTimeout(),
                given.clockAhead(),
                given.clockBehind(),
                DriftConfig.ALERT,
                IN_BULK,
                given.cameras());
    }

    private static AggregatorConfig aggregator(AggregatorConfig given) {
        return new AggregatorConfig(
                AGGREGATOR,
                given.site(),
                given.window(),
                given.advance(),
                given.grace(),
                given.updateInterval(),
                NEVER,
                NEVER,
                given.events(),
                given.confirm(),
                given.confirmOf(),
                given.leaveAfter(),
                given.keyframeInterval(),
                given.keyframeBudget(),
                given.keyframeBudgetPeriod(),
                Duration.ZERO,
                IN_BULK,
                given.cameras(),
                given.scenes());
    }

    /**
     * Sends a frame for analysis, in the order of its camera.
     *
     * @param partition the partition of the site's topic
     * @param timestamp the timestamp of the site's record, ms since the epoch
     */
    void send(int partition, long timestamp, Frame frame) {
        byte[] value = frames.serialize(topics.frames(), frame);
        byte[] key = frame.getCamera().getBytes(UTF_8);
        var unused = producer.send(
                new ProducerRecord<>(topics.frames(), partition % partitions, timestamp, key, value),
                (done, failure) -> refusal.compareAndSet(null, failure));
    }

    /** @throws IllegalStateException when a part has stopped for good */
    void check() {
        if (broker.failure().isDone()) {
            throw broker.failure().join();
        }
        if (refusal.get() != null) {
            throw new IllegalStateException(
                    "the replay's own Kafka refuses a frame: " + refusal.get().getMessage(), refusal.get());
        }
        if (!detector.live() || !aggregator.live()) {
            throw new IllegalStateException(
                    "the replay's own " + (detector.live() ? "aggregator" : "detector") + " stopped: see the log");
        }
    }

    /** Native properties for a client of its Kafka. */
    Map<String, Object> kafka() {
        return kafka;
    }

    Topics topics() {
        return topics;
    }

    SchemaRegistry registry() {
        return registry.registry();
    }

    String aggregatorGroup() {
        return AGGREGATOR;
    }

    ModelInfo model() {
        return detector.model();
    }

    @Override
    public void close() {
        Closing.inOrder(producer, detector, aggregator, registry, broker);
    }
}
