package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.embedded.EmbeddedKafkaException;
import dev.hawkeye.ingest.status.CameraEnd;
import dev.hawkeye.settings.UserException;
import dev.hawkeye.site.OneProcess;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.Ports;
import dev.hawkeye.testing.cameras.Videos;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.internals.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneProcessIT {
    private static final int FRAMES = 30;

    @TempDir
    Path directory;

    @Test
    void takesAFileToDetectionsAndCountsAndSurvivesARestart() throws Exception {
        Path model = Files.write(directory.resolve("blocks.onnx"), BlockModel.dynamic());
        Path video = Videos.write(directory.resolve("clip.mp4"), 320, 192, FRAMES, 10);
        HawkeyeConfig config = new ConfigReader()
                .set("detector.model", model.toString(), "test")
                .set("data-directory", directory.resolve("data").toString(), "test")
                .set("http.port", 0, "test")
                .set("topics.partitions", 2, "test")
                .set(
                        "cameras",
                        List.of(Map.of("id", "clip", "url", video.toString(), "every", 1, "mode", "lossless")),
                        "test")
                .read();
        OneProcess.Options options = new OneProcess.Options(true, 0, true);
        Map<String, CameraEnd> ends = new ConcurrentHashMap<>();

        int framesBefore;
        try (OneProcess process = new OneProcess(config, options)) {
            process.onCameraEnd(end -> ends.put(end.camera(), end));
            process.start();
            framesBefore = tail(process, "detections", FRAMES).size();
            List<String> counts = tail(process, "cloud.counts", 1);
            process.check();

            assertThat(counts).first().asString().contains("\"isFinal\":true");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(status(process, "/ready")).isEqualTo(200));
            assertThat(status(process, "/subjects/frames-value/versions/latest"))
                    .isEqualTo(200);
            assertThat(get(process, "/topology"))
                    .contains("detector, application id hawkeye-detector\n", "(topics: [frames])")
                    .contains("aggregator, application id hawkeye-aggregator\n", "(stores: [cameras, history])");
            // A file without a start is taken to begin now.
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(history(process)).contains("\"framesAnalysed\":", "\"className\":"));
            assertThat(ends.get("clip").framesSent()).isEqualTo(FRAMES);
        }

        try (OneProcess process = new OneProcess(config, options)) {
            process.start();

            assertThat(tail(process, "detections", framesBefore)).hasSize(framesBefore);
        }
    }

    @Test
    void aPortThatIsTakenIsNamedWithItsKey() throws Exception {
        Path model = Files.write(directory.resolve("blocks.onnx"), BlockModel.dynamic());
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String servers = "127.0.0.1:" + other.getLocalPort();
            HawkeyeConfig config = new ConfigReader()
                    .set("detector.model", model.toString(), "test")
                    .set("data-directory", directory.resolve("data").toString(), "test")
                    .set("kafka.bootstrap.servers", servers, "test")
                    .read();
            try (OneProcess process =
                    new OneProcess(config, new OneProcess.Options(true, other.getLocalPort(), false))) {
                assertThatThrownBy(process::start)
                        .isInstanceOf(UserException.class)
                        .hasMessageContaining("kafka.bootstrap.servers is " + servers);
            }
        }
    }

    @Test
    void aStartThatWaitsDoesNotWaitForAKafkaOfItsOwnThatHasDied() throws Exception {
        // given: a registry that is away
        Path model = Files.write(directory.resolve("blocks.onnx"), BlockModel.dynamic());
        HawkeyeConfig config = new ConfigReader()
                .set("detector.model", model.toString(), "test")
                .set("data-directory", directory.resolve("data").toString(), "test")
                .set("registry", Map.of("schema.registry.url", "http://127.0.0.1:" + Ports.free()), "test")
                .set("http.port", 0, "test")
                .read();
        AtomicInteger waits = new AtomicInteger();
        try (OneProcess process = new OneProcess(config, new OneProcess.Options(true, 0, true))) {
            // when: Kafka ends itself, as on a full disk
            assertThatThrownBy(() -> process.start(time -> {
                        Exit.halt(1);
                        return waits.incrementAndGet() > 2;
                    }))
                    // then
                    .isInstanceOf(EmbeddedKafkaException.class)
                    .hasMessageContaining("stopped itself");
        }
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

    private static String history(OneProcess process) throws Exception {
        long now = System.currentTimeMillis();
        return get(process, "/history?camera=clip&from=" + (now - 3_600_000) + "&to=" + (now + 3_600_000));
    }

    private static String get(OneProcess process, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + process.httpPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static int status(OneProcess process, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + process.httpPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
