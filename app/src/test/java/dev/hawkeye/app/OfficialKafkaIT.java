package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.analyze.Analysis;
import dev.hawkeye.analyze.Output;
import dev.hawkeye.analyze.result.Summary;
import dev.hawkeye.analyze.video.VideoSettings;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.site.OneProcess;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.cameras.Videos;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.kafka.KafkaContainer;

/** The pipeline on Kafka's official image instead of the embedded broker. Skips where no Docker runs. */
@Testcontainers(disabledWithoutDocker = true)
@Timeout(240)
final class OfficialKafkaIT {
    private static final int FRAMES = 60;

    @Container
    private static final KafkaContainer KAFKA = new KafkaContainer("apache/kafka:4.3.1");

    @TempDir
    Path directory;

    @Test
    void everyFrameOfAFileIsDetectedAndCounted() throws Exception {
        // given
        Path model = Files.write(directory.resolve("blocks.onnx"), BlockModel.dynamic());
        Path video = Videos.write(directory.resolve("clip.mp4"), 320, 192, FRAMES, 10);
        ConfigReader reader = new ConfigReader()
                .set("kafka.bootstrap.servers", KAFKA.getBootstrapServers(), "test")
                .set("topics.prefix", "site1.", "test");
        HawkeyeConfig config = VideoSettings.read(
                reader, model, Map.of("clip", video), VideoSettings.Sampling.ALL, 95, Instant.now(), 1, directory);

        // when
        Summary summary;
        try (OneProcess pipeline = new OneProcess(config, new OneProcess.Options(false, 0, false))) {
            summary = new Analysis(config, pipeline, Output.NONE).run(frames -> {});
        }

        // then
        Summary.Camera camera = summary.cameras().get(0);
        assertThat(camera.fates()).containsEntry(Fate.DETECTED, (long) FRAMES);
        assertThat(camera.classes()).containsKeys("red", "green", "blue");
    }
}
