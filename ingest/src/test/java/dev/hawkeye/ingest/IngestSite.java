package dev.hawkeye.ingest;

import static org.awaitility.Awaitility.await;

import dev.hawkeye.clips.ClipsConfig;
import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.GateConfig;
import dev.hawkeye.ingest.config.IngestConfig;
import dev.hawkeye.ingest.sending.KeyPartition;
import dev.hawkeye.ingest.status.CameraEnd;
import dev.hawkeye.ingest.status.CameraProgress;
import dev.hawkeye.schemas.CameraStatus;
import dev.hawkeye.schemas.Clip;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.testing.TestTopic;
import dev.hawkeye.testing.TopicReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The topics of one site on a broker, and what was opened for it. Used by one thread. */
public final class IngestSite implements AutoCloseable {
    static final int PARTITIONS = 8;

    private final EmbeddedKafka kafka;
    private final SchemaRegistry registry;
    private final Topics topics;
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Queue<CameraEnd> ends = new ConcurrentLinkedQueue<>();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private int backlog = 10_000;
    private Map<String, String> kafkaProperties = Map.of();
    private ClipsConfig clips;
    private Path spool;

    public IngestSite(EmbeddedKafka kafka, SchemaRegistry registry, String name) {
        this.kafka = kafka;
        this.registry = registry;
        this.topics = new Topics(name + ".");
    }

    public IngestSite createTopics() throws Exception {
        createTopic(topics.cameraStatus());
        createTopic(topics.frames());
        return this;
    }

    void createTopic(String topic) throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(TestTopic.of(topic, PARTITIONS))).all().get();
            await().until(() -> admin.listTopics().names().get().contains(topic)); // the broker follows its controller
        }
    }

    Topics topics() {
        return topics;
    }

    Map<String, Object> properties() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    Admin admin() {
        return Admin.create(properties());
    }

    /** Of all services of this site. */
    SimpleMeterRegistry metrics() {
        return metrics;
    }

    /** How many frames a lossless camera may be ahead, for services that are started from now on. */
    void backlog(int frames) {
        backlog = frames;
    }

    /** Where clips go, for services that are started from now on. */
    void clips(ClipsConfig config, Path spoolFolder) {
        clips = config;
        spool = spoolFolder;
    }

    /** Writes an event, as the aggregator does. */
    void send(Event event) throws Exception {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(properties(), new StringSerializer(), new ByteArraySerializer())) {
            byte[] value = registry.serde(Event.class).serializer().serialize(topics.events(), event);
            producer.send(new ProducerRecord<>(topics.events(), event.getCamera(), value))
                    .get();
        }
    }

    /** Writes to the partition of a camera, as the detector does; null for a record with neither key nor value. */
    void sendToDetections(String camera, Detection detection) throws Exception {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(properties(), new StringSerializer(), new ByteArraySerializer())) {
            byte[] value = detection == null
                    ? null
                    : registry.serde(Detection.class).serializer().serialize(topics.detections(), detection);
            producer.send(new ProducerRecord<>(
                            topics.detections(),
                            KeyPartition.of(camera, PARTITIONS),
                            detection == null ? null : camera,
                            value))
                    .get();
        }
    }

    List<Clip> clips() {
        return reader(topics.clips(), Clip.class).all().stream()
                .map(ConsumerRecord::value)
                .toList();
    }

    /** Properties of the clients, for services that are started from now on. */
    void kafkaProperties(Map<String, String> properties) {
        kafkaProperties = properties;
    }

    public IngestService start(CameraConfig... cameras) {
        Duration second = Duration.ofSeconds(1);
        IngestConfig config = new IngestConfig(
                topics.prefix() + "ingest",
                second,
                Duration.ofMillis(100),
                second,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                backlog,
                topics.prefix() + "detector",
                new GateConfig(Duration.ofSeconds(10), 1_000, 0.01),
                kafkaProperties);
        IngestService service =
                closing(new IngestService(config, List.of(cameras), properties(), topics, registry, metrics));
        service.onCameraEnd(ends::add);
        if (clips != null) {
            service.recording(clips, spool);
        }
        service.start();
        return service;
    }

    static long sent(IngestService service, String camera) {
        CameraProgress progress = service.progress().get(camera);
        return progress == null ? 0 : progress.framesSent();
    }

    /** The next end of a camera that no one has waited for yet. */
    public CameraEnd awaitEnd(String camera) {
        CameraEnd found = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> ends.stream()
                                .filter(end -> end.camera().equals(camera))
                                .findFirst()
                                .orElse(null),
                        end -> end != null);
        ends.remove(found);
        return found;
    }

    TopicReader<Frame> frames() {
        return reader(topics.frames(), Frame.class);
    }

    TopicReader<CameraStatus> statuses() {
        return reader(topics.cameraStatus(), CameraStatus.class);
    }

    /** All frames of a camera that are on the topic now, in their order there. */
    public List<Frame> framesOf(String camera) {
        return frames().all().stream()
                .map(ConsumerRecord::value)
                .filter(frame -> frame.getCamera().equals(camera))
                .toList();
    }

    private <T extends SpecificRecord> TopicReader<T> reader(String topic, Class<T> type) {
        return closing(new TopicReader<>(
                kafka.bootstrapServers(), topic, registry.serde(type).deserializer()));
    }

    <T extends AutoCloseable> T closing(T one) {
        open.add(one);
        return one;
    }

    @Override
    public void close() {
        for (AutoCloseable one : open) {
            try {
                one.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
