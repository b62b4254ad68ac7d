package dev.hawkeye.detector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.detector.lanes.LaneModel;
import dev.hawkeye.detector.lanes.LaneTap;
import dev.hawkeye.detector.topology.DetectProcessor;
import dev.hawkeye.detector.topology.DetectorTopology;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.RegistryPatience;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.BlockPictures;
import dev.hawkeye.vision.Lane;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kafka Streams closes a processor and begins with the same one again when it does not know how a commit ended. */
@Timeout(60)
final class RevivedProcessorTest {
    private static final Topics TOPICS = new Topics("");

    @TempDir
    Path directory;

    @Test
    void whatWasInFlightIsForwardedOnceWhenItIsReadAgain() throws IOException, InterruptedException {
        Path file = Files.write(
                directory.resolve("blocks.onnx"),
                BlockModel.builder().spoilable().build());
        DetectorConfig config = TestFrames.config(file, 1, Duration.ofMillis(300), Map.of());
        try (SchemaRegistry registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://revived"))) {
            LaneModel model = new ModelFiles(config.cameras()).load(file);
            try (Detector detector = new Detector(
                    config,
                    model,
                    Lane::detect,
                    LaneTap.NONE,
                    TOPICS,
                    registry,
                    new RegistryPatience(),
                    new SimpleMeterRegistry())) {
                // given a frame whose inference takes until the deadline
                Frame frame = TestFrames.frame("gate", 0, BlockPictures.plain(1280, 720, 215))
                        .build();
                byte[] value = registry.serde(Frame.class).serializer().serialize(TOPICS.frames(), frame);
                MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
                context.setRecordMetadata(TOPICS.frames(), 0, 0);
                DetectProcessor processor = detector.newProcessor();
                processor.init(context);
                processor.process(new Record<>(null, value, 0));

                // when
                processor.close();
                processor.init(context);
                processor.process(new Record<>(null, value, 0));
                while (context.forwarded(DetectorTopology.DETECTIONS).isEmpty()) {
                    Thread.sleep(5);
                    context.scheduledPunctuators()
                            .forEach(p -> p.getPunctuator().punctuate(0));
                }
                context.scheduledPunctuators().forEach(p -> p.getPunctuator().punctuate(0));

                // then
                assertThat(context.forwarded(DetectorTopology.DETECTIONS)).hasSize(1);
                assertThat(detector.lanes().alive()).isTrue();
            }
        }
    }
}
