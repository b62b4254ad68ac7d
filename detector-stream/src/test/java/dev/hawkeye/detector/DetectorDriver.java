package dev.hawkeye.detector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.detector.lanes.LaneTap;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.RegistryPatience;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.vision.Lane;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The detector's topology with real lanes and the small model, without a broker. */
final class DetectorDriver implements AutoCloseable {
    static final Topics TOPICS = new Topics("");

    private final SchemaRegistry registry;
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final Detector detector;
    final TestInputTopic<byte[], byte[]> frames;
    final TestOutputTopic<String, Detection> detections;
    final TestOutputTopic<byte[], byte[]> deadLetters;
    private final TopologyTestDriver driver;

    /** @param directory for the model's file */
    DetectorDriver(Path directory, int lanes, SchemaRegistry registry) throws IOException {
        this.registry = registry;
        Path file = Files.write(directory.resolve("blocks.onnx"), BlockModel.dynamic());
        DetectorConfig config = TestFrames.config(file, lanes, Map.of());
        detector = new Detector(
                config,
                new ModelFiles(config.cameras()).load(file),
                Lane::detect,
                LaneTap.NONE,
                TOPICS,
                registry,
                new RegistryPatience(),
                metrics);
        driver = new TopologyTestDriver(detector.topology(), new Properties());
        frames = driver.createInputTopic(TOPICS.frames(), new ByteArraySerializer(), new ByteArraySerializer());
        detections = driver.createOutputTopic(
                TOPICS.detections(),
                new StringDeserializer(),
                registry.serde(Detection.class).deserializer());
        deadLetters =
                driver.createOutputTopic(TOPICS.framesDlq(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    void send(Frame frame) {
        frames.pipeInput(new TestRecord<>(frame.getCamera().getBytes(UTF_8), bytes(frame), frame.getCaptureTime()));
    }

    byte[] bytes(Frame frame) {
        return registry.serde(Frame.class).serializer().serialize(TOPICS.frames(), frame);
    }

    /** The lanes work on their own threads; results come out with the punctuator's next beats. */
    List<TestRecord<String, Detection>> await(int count) throws InterruptedException {
        List<TestRecord<String, Detection>> records = new ArrayList<>();
        while (records.size() < count) {
            Thread.sleep(2);
            beat();
            records.addAll(detections.readRecordsToList());
        }
        beat();
        assertThat(detections.isEmpty()).as("no more than %d detections", count).isTrue();
        return records;
    }

    void beat() {
        driver.advanceWallClockTime(Duration.ofMillis(5));
    }

    static String header(TestRecord<byte[], byte[]> record, String name) {
        return new String(
                record.headers().lastHeader("__streams.errors." + name).value(), UTF_8);
    }

    @Override
    public void close() {
        driver.close();
        detector.close();
    }
}
