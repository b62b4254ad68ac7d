package dev.hawkeye.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.detector.topology.CommitGuard;
import dev.hawkeye.detector.topology.GuardedClients;
import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.TestTopic;
import dev.hawkeye.vision.Lane;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What only a real broker can show: commits, and who reads on from them. */
@Timeout(180)
final class RestartIT {
    private static final int PARTITIONS = 4;
    private static final int CAMERAS = 8;
    private static final int FRAMES_PER_CAMERA = 60;
    private static final Topics TOPICS = new Topics("site1.");

    private final SchemaRegistry registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://restart-test"));
    private final Random random = new Random(11);
    private EmbeddedKafka kafka;
    private Path model;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws IOException, ExecutionException, InterruptedException {
        model = directory.resolve("blocks.onnx");
        Files.write(model, BlockModel.dynamic());
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, Map.of());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(
                            TestTopic.of(TOPICS.frames(), PARTITIONS),
                            TestTopic.of(TOPICS.detections(), PARTITIONS),
                            TestTopic.of(TOPICS.framesDlq(), PARTITIONS)))
                    .all()
                    .get();
        }
        produceFrames();
    }

    @AfterEach
    void stop() {
        kafka.close();
        registry.close();
    }

    @Test
    void everyFrameHasExactlyOneDetectionThoughTheDetectorRestartsInMidStream() throws InterruptedException {
        // when
        restartWhileFramesFlow(GuardedClients::new);

        // then
        List<Detection> detections = detections(CAMERAS * FRAMES_PER_CAMERA);
        for (int camera = 0; camera < CAMERAS; camera++) {
            String id = "camera-" + camera;
            assertThat(detections)
                    .filteredOn(detection -> detection.getCamera().equals(id))
                    .extracting(Detection::getSequence)
                    .as("sequence numbers of %s", id)
                    .containsExactlyElementsOf(sequence());
        }
    }

    /** The test of the test: with Kafka's plain clients the same restarts lose what was in flight. */
    @Test
    void withoutTheGuardFramesAreLost() throws InterruptedException {
        // when
        restartWhileFramesFlow(guard -> new DefaultKafkaClientSupplier());

        // then
        assertThat(detections(CAMERAS * FRAMES_PER_CAMERA)).hasSizeLessThan(CAMERAS * FRAMES_PER_CAMERA);
    }

    private void restartWhileFramesFlow(Function<CommitGuard, KafkaClientSupplier> clients)
            throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            try (DetectorService detector = detector(clients)) {
                detector.start();
                awaitProgress(1 + detectionCount());
                Thread.sleep(random.nextInt(150));
            }
        }
        try (DetectorService detector = detector(clients)) {
            detector.start();
            while (lag() > 0) {
                Thread.sleep(100);
            }
        }
    }

    private DetectorService detector(Function<CommitGuard, KafkaClientSupplier> clients) {
        Map<String, Object> properties = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "state.dir",
                directory.resolve("state").toString());
        return new DetectorService(
                TestFrames.config(model, 1, Map.of()),
                properties,
                TOPICS,
                registry,
                new SimpleMeterRegistry(),
                clients,
                Lane::detect);
    }

    private void produceFrames() {
        try (KafkaProducer<String, Frame> producer = new KafkaProducer<>(
                // A topic that was made this moment may refuse the first of several requests in flight.
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.in.flight.requests.per.connection", 1),
                new StringSerializer(),
                registry.serde(Frame.class).serializer())) {
            for (int sequence = 0; sequence < FRAMES_PER_CAMERA; sequence++) {
                for (int camera = 0; camera < CAMERAS; camera++) {
                    Frame frame = TestFrames.oneRedBlock("camera-" + camera, sequence);
                    var unused = producer.send(new ProducerRecord<>(TOPICS.frames(), frame.getCamera(), frame));
                }
            }
        }
    }

    private static List<Long> sequence() {
        List<Long> sequence = new ArrayList<>();
        for (long i = 0; i < FRAMES_PER_CAMERA; i++) {
            sequence.add(i);
        }
        return sequence;
    }

    private void awaitProgress(int count) throws InterruptedException {
        while (detectionCount() < count && lag() > 0) {
            Thread.sleep(20);
        }
    }

    private int detectionCount() {
        return detections(Integer.MAX_VALUE).size();
    }

    /** Frames that the group has not committed. */
    private long lag() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            long committed =
                    admin
                            .listConsumerGroupOffsets("detector-test")
                            .partitionsToOffsetAndMetadata()
                            .get()
                            .values()
                            .stream()
                            .mapToLong(offset -> offset.offset())
                            .sum();
            return (long) CAMERAS * FRAMES_PER_CAMERA - committed;
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every committed detection so far, in the order of each partition. */
    private List<Detection> detections(int atMost) {
        try (KafkaConsumer<String, Detection> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                registry.serde(Detection.class).deserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPICS.detections()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            List<Detection> detections = new ArrayList<>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))
                    && detections.size() <= atMost) {
                for (ConsumerRecord<String, Detection> record : consumer.poll(Duration.ofMillis(100))) {
                    detections.add(record.value());
                }
            }
            return detections;
        }
    }
}
