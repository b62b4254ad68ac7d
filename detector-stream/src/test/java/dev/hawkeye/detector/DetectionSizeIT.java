package dev.hawkeye.detector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.BlockPictures;
import dev.hawkeye.testing.BlockPictures.Block;
import dev.hawkeye.testing.BlockPictures.Color;
import dev.hawkeye.testing.TestTopic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A detection that its topic refuses stops no partition, whatever made it so large. */
@Timeout(180)
final class DetectionSizeIT {
    private static final Topics TOPICS = new Topics("");
    private static final String HUGE = "x".repeat(2 << 20);

    private final SchemaRegistry registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://detection-size"));
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void aFrameWhoseDetectionWouldBeTooLargeHasOneFateAndTheOthersGoOn() throws Exception {
        Path model = Files.write(directory.resolve("blocks.onnx"), BlockModel.dynamic());
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, Map.of())) {
            // given: detections with few objects fit into their topic
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                admin.createTopics(List.of(
                                TestTopic.of(TOPICS.frames(), 1),
                                TestTopic.of(TOPICS.detections(), 1)
                                        .configs(Map.of("retention.ms", "-1", "max.message.bytes", "1500")),
                                TestTopic.of(TOPICS.framesDlq(), 1)))
                        .all()
                        .get();
            }
            LargeRecords.produce(
                    kafka,
                    record(TestFrames.oneRedBlock("gate", 0)),
                    withTrace(record(TestFrames.oneRedBlock("gate", 1))),
                    record(Frame.newBuilder(TestFrames.oneRedBlock("gate", 2))
                            .setPictureFile(HUGE)
                            .build()),
                    record(allRed(3)),
                    record(TestFrames.oneRedBlock("gate", 4)));
            Map<String, Object> properties = Map.of(
                    "bootstrap.servers",
                    kafka.bootstrapServers(),
                    "state.dir",
                    directory.resolve("state").toString());

            // when
            try (DetectorService detector =
                    new DetectorService(TestFrames.config(model, 1, Map.of()), properties, TOPICS, registry, metrics)) {
                detector.start();

                // then
                List<Detection> detections = LargeRecords.read(kafka, TOPICS.detections(), 4).stream()
                        .map(record -> registry.serde(Detection.class)
                                .deserializer()
                                .deserialize(TOPICS.detections(), record.value()))
                        .toList();
                assertThat(detections)
                        .extracting(Detection::getSequence, Detection::getFate)
                        .containsExactly(
                                tuple(0L, Fate.DETECTED),
                                tuple(1L, Fate.DETECTED),
                                tuple(3L, Fate.FAILED),
                                tuple(4L, Fate.DETECTED));
                assertThat(detections.get(2).getReason()).contains("too large for detections");
                assertThat(LargeRecords.read(kafka, TOPICS.framesDlq(), 2))
                        .extracting(letter -> LargeRecords.header(letter, "offset"))
                        .containsExactly("2", "3");
            }
        }
        assertThat(metrics.counter("hawkeye.records.too.large", "topic", TOPICS.detections())
                        .count())
                .isEqualTo(1);
    }

    /** The model sees an object in each of its cells. */
    private static Frame allRed(int sequence) {
        byte[] jpeg = BlockPictures.jpeg(1280, 720, List.of(new Block(Color.RED, 0, 0, 1280, 720)));
        return TestFrames.frame("gate", sequence, jpeg).build();
    }

    private ProducerRecord<String, byte[]> record(Frame frame) {
        byte[] value = registry.serde(Frame.class).serializer().serialize(TOPICS.frames(), frame);
        return new ProducerRecord<>(TOPICS.frames(), frame.getCamera(), value);
    }

    private static ProducerRecord<String, byte[]> withTrace(ProducerRecord<String, byte[]> record) {
        record.headers().add("traceparent", HUGE.getBytes(UTF_8));
        return record;
    }
}
