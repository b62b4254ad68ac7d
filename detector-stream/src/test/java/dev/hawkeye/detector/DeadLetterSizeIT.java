package dev.hawkeye.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.TestTopic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
final class DeadLetterSizeIT {
    private static final Topics TOPICS = new Topics("");

    private final SchemaRegistry registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://letter-size"));
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @TempDir
    Path directory;

    @Test
    void deadLettersTooLargeForTheirTopicAreSentWithoutTheirRecord() throws Exception {
        Path model = Files.write(directory.resolve("blocks.onnx"), BlockModel.dynamic());
        try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, Map.of())) {
            // given: frames, and among them noise of which only some fits into the dead letters
            Map<String, Object> properties = Map.of(
                    "bootstrap.servers",
                    kafka.bootstrapServers(),
                    "state.dir",
                    directory.resolve("state").toString());
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                NewTopic small = TestTopic.of(TOPICS.framesDlq(), 1);
                admin.createTopics(List.of(
                                TestTopic.of(TOPICS.frames(), 1),
                                TestTopic.of(TOPICS.detections(), 1),
                                small.configs(Map.of("retention.ms", "-1", "max.message.bytes", "50000"))))
                        .all()
                        .get();
            }
            LargeRecords.produce(
                    kafka,
                    record(frame(0)),
                    record(noise(1_000)),
                    record(noise(2_000_000)),
                    record(frame(1)),
                    record(noise(60_000)),
                    record(noise(2_000_000)),
                    record(frame(2)));

            // when
            try (DetectorService detector =
                    new DetectorService(TestFrames.config(model, 1, Map.of()), properties, TOPICS, registry, metrics)) {
                detector.start();

                // then
                List<ConsumerRecord<byte[], byte[]>> detections = LargeRecords.read(kafka, TOPICS.detections(), 3);
                assertThat(detections)
                        .extracting(record -> registry.serde(Detection.class)
                                .deserializer()
                                .deserialize(TOPICS.detections(), record.value())
                                .getSequence())
                        .containsExactly(0L, 1L, 2L);
                List<ConsumerRecord<byte[], byte[]>> letters = LargeRecords.read(kafka, TOPICS.framesDlq(), 4);
                assertThat(letters)
                        .extracting(letter -> LargeRecords.header(letter, "offset"))
                        .containsExactly("1", "2", "4", "5");
                assertThat(letters.get(0).value()).hasSize(1_000);
                assertThat(letters.get(1).value()).isNull();
                assertThat(LargeRecords.header(letters.get(1), "left.out")).contains("2000");
                assertThat(letters.get(3).value()).isNull();
            }
        }
        // Noise of 2 MB first; that of 60 kB is smaller, so it costs another thread.
        assertThat(metrics.counter("hawkeye.records.too.large", "topic", TOPICS.framesDlq())
                        .count())
                .isEqualTo(2);
    }

    private byte[] frame(int sequence) {
        return registry.serde(Frame.class)
                .serializer()
                .serialize(TOPICS.frames(), TestFrames.oneRedBlock("gate", sequence));
    }

    private static ProducerRecord<String, byte[]> record(byte[] value) {
        return new ProducerRecord<>(TOPICS.frames(), "gate", value);
    }

    private static byte[] noise(int size) {
        byte[] noise = new byte[size];
        new Random(size).nextBytes(noise);
        noise[0] = 1;
        return noise;
    }
}
