package dev.hawkeye.detector;

import dev.hawkeye.detector.delivery.InstanceStates;
import dev.hawkeye.detector.delivery.ModelDesk;
import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.ModelStatus;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.TestTopic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker, detectors that follow its models, and cameras that send for as long as they are to. */
final class RolloutSite implements AutoCloseable {
    static final int CAMERAS = 4;

    private static final Topics TOPICS = new Topics("site1.");
    private static final int PARTITIONS = 4;
    private static final long PAUSE_MILLIS = 20;

    private final Path directory;
    private final SchemaRegistry registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://rollout-test"));
    private final EmbeddedKafka kafka;
    private final Path own;
    private final List<DetectorService> detectors = new ArrayList<>();
    private final Thread cameras = new Thread(this::send, "cameras");
    private volatile byte[] picture;
    private volatile long sent;
    private volatile boolean ending;

    RolloutSite(Path directory) throws IOException, ExecutionException, InterruptedException {
        this.directory = directory;
        own = model("own.onnx", BlockModel.builder());
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, Map.of());
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(List.of(
                            TestTopic.of(TOPICS.frames(), PARTITIONS),
                            TestTopic.of(TOPICS.detections(), PARTITIONS),
                            TestTopic.of(TOPICS.framesDlq(), PARTITIONS),
                            TestTopic.of(TOPICS.models(), 2),
                            TestTopic.of(TOPICS.modelStatus(), 2)))
                    .all()
                    .get();
        }
    }

    Path model(String name, BlockModel model) throws IOException {
        return Files.write(
                directory.resolve(name), model.metadata("author", name).build());
    }

    DetectorService start(String data) {
        Map<String, Object> properties = new HashMap<>(client());
        properties.put("state.dir", directory.resolve(data + "-state").toString());
        DetectorService made = new DetectorService(
                TestFrames.config(own, 1, Duration.ofSeconds(5), Map.of()),
                properties,
                TOPICS,
                registry,
                new SimpleMeterRegistry());
        made.followModels(directory.resolve(data));
        made.start();
        detectors.add(made);
        return made;
    }

    ModelDesk desk() {
        return new ModelDesk(client(), TOPICS, registry);
    }

    InstanceStates states() {
        return InstanceStates.open(client(), TOPICS, registry);
    }

    Collection<ModelStatus> running() {
        try (InstanceStates states = states()) {
            return states.ofRunning();
        }
    }

    /** What the cameras send from now on, 50 times in a second each; once it is null they send nothing. */
    void show(byte[] jpeg) {
        picture = jpeg;
        if (cameras.getState() == Thread.State.NEW) {
            cameras.start();
        }
    }

    private void send() {
        try (KafkaProducer<String, Frame> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.in.flight.requests.per.connection", 1),
                new StringSerializer(),
                registry.serde(Frame.class).serializer())) {
            while (!ending) {
                byte[] now = picture;
                for (int camera = 0; now != null && camera < CAMERAS; camera++) {
                    Frame frame =
                            TestFrames.frame("camera-" + camera, sent, now).build();
                    var unused = producer.send(new ProducerRecord<>(TOPICS.frames(), frame.getCamera(), frame));
                }
                sent += now == null ? 0 : 1;
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the cameras, and waits for the detections of all that they have sent. */
    List<Detection> end() throws InterruptedException {
        ending = true;
        cameras.join();
        return detections(CAMERAS * sent, true);
    }

    /** Waits for so many more detections than there are. */
    void awaitMore(int count) {
        int before = detections(0, true).size();
        detections(before + count, false);
    }

    /** Waits for that many committed detections, and to their end at this moment, if that is asked for. */
    private List<Detection> detections(long count, boolean toEnd) {
        List<Detection> detections = new ArrayList<>();
        try (KafkaConsumer<String, Detection> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                registry.serde(Detection.class).deserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(TOPICS.detections(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (detections.size() < count
                    || (toEnd && partitions.stream().anyMatch(one -> consumer.position(one) < ends.get(one)))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> detections.add(record.value()));
            }
        }
        return detections;
    }

    Topics topics() {
        return TOPICS;
    }

    SchemaRegistry registry() {
        return registry;
    }

    Map<String, Object> client() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    @Override
    public void close() {
        ending = true;
        detectors.forEach(DetectorService::close);
        kafka.close();
        registry.close();
    }
}
