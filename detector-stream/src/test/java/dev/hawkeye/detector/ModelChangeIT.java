package dev.hawkeye.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.schemas.DetectedObject;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.TestTopic;
import dev.hawkeye.vision.model.ModelInfo;
import dev.hawkeye.vision.onnx.ModelException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A detector whose model changes again and again while frames flow, on a real broker. */
@Timeout(180)
final class ModelChangeIT {
    private static final int PARTITIONS = 4;
    private static final int CAMERAS = 8;
    private static final int CHANGES = 50;
    private static final Topics TOPICS = new Topics("site1.");
    private static final Map<String, Set<String>> SEEN_BY =
            Map.of("colors.onnx", Set.of("red"), "vehicles.onnx", Set.of("car"));

    private final SchemaRegistry registry =
            SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://model-change-test"));
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private EmbeddedKafka kafka;
    private Path colors;
    private Path vehicles;
    private DetectorService detector;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws IOException, ExecutionException, InterruptedException {
        colors = Files.write(directory.resolve("colors.onnx"), BlockModel.dynamic());
        // What cameras are to detect is green, so both must have it.
        vehicles = Files.write(
                directory.resolve("vehicles.onnx"),
                BlockModel.builder().classes(List.of("car", "green")).build());
        kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, Map.of());
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(List.of(
                            TestTopic.of(TOPICS.frames(), PARTITIONS),
                            TestTopic.of(TOPICS.detections(), PARTITIONS),
                            TestTopic.of(TOPICS.framesDlq(), PARTITIONS)))
                    .all()
                    .get();
        }
        Map<String, Object> properties = new HashMap<>(client());
        properties.put("state.dir", directory.resolve("state").toString());
        detector = new DetectorService(TestFrames.config(colors, 2, Map.of()), properties, TOPICS, registry, metrics);
        detector.start();
    }

    @AfterEach
    void stop() {
        detector.close();
        kafka.close();
        registry.close();
    }

    @Test
    void everyFrameHasExactlyOneDetectionInOrderByAModelThatWasInUse() throws InterruptedException {
        // given
        String first = detector.model().sha256();
        long frames = 0;

        // when
        for (int change = 1; change <= CHANGES; change++) {
            produce(frames, frames + 5);
            frames += 5;
            ModelInfo now = detector.changeModel(change % 2 == 0 ? colors : vehicles);
            assertThat(detector.model()).isEqualTo(now);
        }

        // then
        assertThat(detector.model().sha256()).isEqualTo(first);
        List<Detection> detections = await(CAMERAS * frames);
        List<Long> sequence = LongStream.range(0, frames).boxed().toList();
        for (int camera = 0; camera < CAMERAS; camera++) {
            String id = "camera-" + camera;
            assertThat(detections)
                    .filteredOn(detection -> detection.getCamera().equals(id))
                    .extracting(Detection::getSequence)
                    .as("sequence numbers of %s", id)
                    .containsExactlyElementsOf(sequence);
        }
        Set<String> models = new HashSet<>();
        assertThat(detections).allSatisfy(detection -> {
            models.add(detection.getModel());
            assertThat(detection.getFate()).isEqualTo(Fate.DETECTED);
            assertThat(detection.getObjects())
                    .extracting(DetectedObject::getClassName)
                    .hasSameElementsAs(SEEN_BY.get(detection.getModel()));
        });
        assertThat(models).isEqualTo(SEEN_BY.keySet());
    }

    @Test
    void metricsNameTheModelInUseAndNoOther() {
        // when
        detector.changeModel(vehicles);

        // then
        assertThat(metrics.find("hawkeye.detector.model.info").gauges())
                .extracting(Gauge::getId)
                .extracting(id -> id.getTag("name"))
                .containsExactly("vehicles.onnx");
    }

    @Test
    void aModelThatDoesNotFitIsRefusedAndTheOneInUseStays() throws IOException, InterruptedException {
        // given
        ModelInfo before = detector.model();
        byte[] whole = Files.readAllBytes(vehicles);
        Path truncated = Files.write(directory.resolve("truncated.onnx"), Arrays.copyOf(whole, whole.length / 2));
        Path others = Files.write(
                directory.resolve("others.onnx"),
                BlockModel.builder().classes(List.of("car")).build());

        // when
        assertThatThrownBy(() -> detector.changeModel(truncated))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("truncated.onnx");
        assertThatThrownBy(() -> detector.changeModel(others))
                .isInstanceOf(ModelException.class)
                .hasMessage(
                        "others.onnx does not fit: the model has no class 'green', which camera choosy is to detect;"
                                + " use a model that has it, or remove it from classes and confidence");

        // then
        assertThat(detector.model()).isEqualTo(before);
        produce(0, 1);
        assertThat(await(CAMERAS)).extracting(Detection::getModelSha256).containsOnly(before.sha256());
    }

    private Map<String, Object> client() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    private void produce(long from, long to) {
        try (KafkaProducer<String, Frame> producer = new KafkaProducer<>(
                // A topic that was made this moment may refuse the first of several requests in flight.
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "max.in.flight.requests.per.connection", 1),
                new StringSerializer(),
                registry.serde(Frame.class).serializer())) {
            for (long sequence = from; sequence < to; sequence++) {
                for (int camera = 0; camera < CAMERAS; camera++) {
                    Frame frame = TestFrames.oneRedBlock("camera-" + camera, sequence);
                    var unused = producer.send(new ProducerRecord<>(TOPICS.frames(), frame.getCamera(), frame));
                }
            }
        }
    }

    /** Waits for that many committed detections, in the order of each partition, and looks whether there are more. */
    private List<Detection> await(long count) throws InterruptedException {
        List<Detection> detections = new ArrayList<>();
        try (KafkaConsumer<String, Detection> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                registry.serde(Detection.class).deserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPICS.detections()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (detections.size() < count
                    || partitions.stream()
                            .anyMatch(one -> consumer.position(one)
                                    < consumer.endOffsets(partitions).get(one))) {
                for (ConsumerRecord<String, Detection> record : consumer.poll(Duration.ofMillis(100))) {
                    detections.add(record.value());
                }
            }
        }
        return detections;
    }
}
