package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.site.OneProcess;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.cameras.Videos;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run has done is forgotten, and done again by the next one. */
@Tag("thorough")
class ResetStoppedRunIT {
    private static final int FRAMES = 30;
    private static final long HOUR = 3_600_000;

    /** A file without a start is taken to begin now. */
    private final long begin = System.currentTimeMillis();

    @TempDir
    Path directory;

    /** The aggregator counts each frame once: with --to-latest not by its first detection, but by its second. */
    @ParameterizedTest
    @ValueSource(strings = {"--to-earliest", "--to-latest"})
    void theNextRunAnalyzesAndCountsTheSameFramesAgain(String aggregatorStart) throws Exception {
        // given: a run that has seen a clip to its end
        String file = site(LocalHttp.free().port());
        HawkeyeConfig config = new ConfigReader().file(Path.of(file)).read();
        JsonNode counted;
        try (OneProcess process = start(config)) {
            patiently().until(() -> framesIn(history(process)) == FRAMES);
            counted = history(process);
            CommandLineRun tooEarly = CommandLineRun.of("reset", "detector", "--yes", "--config", file);
            assertThat(tooEarly.exitCode()).isEqualTo(2);
            assertThat(tooEarly.err()).singleElement().asString().contains("the detector is running");
        }

        // when
        CommandLineRun detector = CommandLineRun.of("reset", "detector", "--embedded", "--yes", "--config", file);
        CommandLineRun aggregator =
                CommandLineRun.of("reset", "aggregator", aggregatorStart, "--embedded", "--yes", "--config", file);

        // then
        assertThat(detector.err()).isEmpty();
        assertThat(detector.exitCode()).isZero();
        assertThat(aggregator.err()).isEmpty();
        assertThat(aggregator.exitCode()).isZero();
        assertThat(aggregator.out()).contains("  hawkeye-aggregator-cameras-changelog");
        try (OneProcess process = start(config)) {
            assertThat(tail(process, "detections", 2 * FRAMES)).hasSize(2 * FRAMES);
            patiently().untilAsserted(() -> assertThat(history(process)).isEqualTo(counted));
        }
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(1));
    }

    private JsonNode history(OneProcess process) throws Exception {
        String body = new LocalHttp(process.httpPort())
                .body("/history?camera=clip&from=" + (begin - HOUR) + "&to=" + (begin + HOUR));
        return new ObjectMapper().readTree(body).path("windows");
    }

    private static int framesIn(JsonNode windows) {
        int frames = 0;
        for (JsonNode window : windows) {
            frames += window.get("framesAnalysed").asInt();
        }
        return frames;
    }

    private static OneProcess start(HawkeyeConfig config) throws InterruptedException {
        int port = Integer.parseInt(config.kafka().get("bootstrap.servers").replaceAll(".*:", ""));
        OneProcess process = new OneProcess(config, new OneProcess.Options(true, port, true));
        process.start();
        return process;
    }

    private String site(int kafkaPort) throws Exception {
        Path model = Files.write(directory.resolve("blocks.onnx"), BlockModel.dynamic());
        Path video = Videos.write(directory.resolve("clip.mp4"), 320, 192, FRAMES, 10);
        return Files.writeString(directory.resolve("site.yaml"), """
                        kafka: {bootstrap.servers: "127.0.0.1:%d"}
                        data-directory: %s
                        detector: {model: %s}
                        http: {port: 0}
                        topics: {partitions: 2}
                        cameras:
                          - {id: clip, url: %s, every: 1, mode: lossless}
                        """.formatted(
                                kafkaPort, directory.resolve("data"), model, video))
                .toString();
    }

    private static List<String> tail(OneProcess process, String topic, int limit) {
        CommandLineRun run = CommandLineRun.of(
                "tail",
                topic,
                "--from-beginning",
                "--limit",
                String.valueOf(limit),
                "--kafka",
                process.kafka().get("bootstrap.servers").toString(),
                "--registry",
                "http://127.0.0.1:" + process.httpPort());
        assertThat(run.exitCode()).isZero();
        return run.out();
    }
}
