package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.analyze.AggregatorProgress;
import dev.hawkeye.app.demo.DemoModel;
import dev.hawkeye.ingest.status.CameraEnd;
import dev.hawkeye.site.OneProcess;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.testing.BlockModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two streets of 40 s, live and with their gates, before the packaged model; then what they have left on the topics. */
@Tag("thorough")
class ReplayCommandIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS = 40;

    @TempDir
    static Path directory;

    private static Path settings;
    private static Path model;
    private static Instant begin;
    private static Instant end;
    private static Instant filmEnd;
    private static OneProcess site;

    @BeforeAll
    static void aSiteWhoseCamerasHaveEnded() throws Exception {
        model = DemoModel.copyTo(directory);
        settings = Files.writeString(
                directory.resolve("site.yaml"), """
                detector: {model: '%s', max-frame-age: 10 m}
                data-directory: '%s'
                http: {port: 0}
                topics: {partitions: 2}
                aggregator: {window: 2 s, advance: 2 s, grace: 500 ms}
                camera-defaults:
                  fps: 4
                  zones: [{name: middle, points: [[0.2, 0.2], [0.8, 0.2], [0.8, 1], [0.2, 1]]}]
                  lines: [{name: across, points: [[0.5, 0], [0.5, 1]]}]
                cameras:
                  - {id: market, url: 'synthetic:street?seed=47&fps=4&weather=day&seconds=%d'}
                  - {id: station, url: 'synthetic:street?seed=53&fps=4&weather=dusk&seconds=%d'}
                """.formatted(model, directory.resolve("data"), SECONDS, SECONDS));
        Map<String, CameraEnd> ends = new ConcurrentHashMap<>();
        begin = Instant.now();
        site = new OneProcess(new ConfigReader().file(settings).read(), new OneProcess.Options(true, 0, true));
        site.onCameraEnd(camera -> ends.put(camera.camera(), camera));
        site.start();
        await().atMost(Duration.ofMinutes(5)).until(() -> !ends.isEmpty());
        filmEnd = Instant.now();
        await().atMost(Duration.ofMinutes(5)).until(() -> ends.size() == 2);
        await().atMost(Duration.ofMinutes(2))
                .until(() -> isCounted(
                        ends.values().stream().mapToLong(CameraEnd::framesSent).sum()));
        end = Instant.now();
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void theSameModelAndSettingsFindTheSameWindowsRecordForRecord() throws Exception {
        Set<String> topicsBefore = topics();
        Set<String> groupsBefore = groups();

        CommandLineRun run = replay("--exact", "--json");

        assertThat(run.exitCode()).as(said(run)).isZero();
        JsonNode report = JSON.readTree(String.join("\n", run.out()));
        assertThat(report.at("/windows/compared").asInt()).isGreaterThan(30);
        assertThat(report.at("/windows/equal")).isEqualTo(report.at("/windows/compared"));
        assertThat(report.at("/windows/leftOut").asInt()).isZero();
        assertThat(report.at("/measures").findValues("difference")).allMatch(difference -> difference.asDouble() == 0);
        assertThat(measure(report, "objects").get("live").asInt()).isPositive();
        assertThat(measure(report, "events").get("live").asInt()).isPositive();
        assertThat(report.get("eventDifferences")).isEmpty();
        assertThat(topics()).isEqualTo(topicsBefore);
        assertThat(groups()).isEqualTo(groupsBefore);
    }

    @Test
    void aReplayFromTheMiddleKnowsTheObjectsOfItsRunUp() {
        CommandLineRun run =
                CommandLineRun.of(arguments(filmEnd.minusSeconds(25), filmEnd.minusSeconds(10), "--exact"));

        assertThat(run.exitCode()).as(said(run)).isZero();
    }

    @Test
    void framesBeforeTheFirstPictureAreLeftOutAndSoAreTheirWindows() throws Exception {
        CommandLineRun run = CommandLineRun.of(arguments(
                filmEnd.minusSeconds(25),
                end,
                "--run-up",
                "0s",
                "--json",
                "--max-objects",
                "1",
                "--max-events",
                "1",
                "--max-crossings",
                "1",
                "--max-counts",
                "0"));

        assertThat(run.exitCode()).as(said(run)).isZero();
        JsonNode report = JSON.readTree(String.join("\n", run.out()));
        assertThat(report.at("/windows/compared").asInt()).isPositive();
        assertThat(report.get("notes").toString()).contains("compared from");
    }

    @Test
    void aHigherConfidenceFindsLessAndIsBeyondTheBounds() throws IOException {
        Path strict = Files.writeString(directory.resolve("strict.yaml"), "detector: {confidence: 0.9}");
        Path out = directory.resolve("strict");

        CommandLineRun run = replay("--settings", strict.toString(), "--out", out.toString());

        assertThat(run.exitCode()).as(said(run)).isEqualTo(1);
        assertThat(run.out()).contains("beyond bounds").anyMatch(line -> line.startsWith("counts differ by "));
        assertThat(out.resolve("replay.html"))
                .content()
                .contains("windows that differ most", "frames that differ most", "data:image/jpeg;base64,");
        assertThat(JSON.readTree(out.resolve("replay.json").toFile())
                        .get("withinBounds")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void anotherModelOfOtherClassesFindsNothingOfTheSame() throws IOException {
        Path blocks = Files.write(directory.resolve("blocks.onnx"), BlockModel.dynamic());

        CommandLineRun run = replay("--model", blocks.toString(), "--cameras", "market,markte");

        assertThat(run.exitCode()).as(said(run)).isEqualTo(1);
        assertThat(run.out())
                .contains(
                        "live: street.onnx; replay: blocks.onnx",
                        "markte: the topic frames has no frames of it from this time",
                        "beyond bounds")
                .anyMatch(line -> line.matches("counts +\\d+ +\\d+ +100\\.0 % +10\\.0 %"));
    }

    @Test
    void aTimeWithoutFramesIsRefused() {
        CommandLineRun run = CommandLineRun.of(arguments(begin.minusSeconds(7200), begin.minusSeconds(7000)));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).anyMatch(line -> line.startsWith("hawkeye: the topic frames has no pictures from "));
    }

    private static CommandLineRun replay(String... more) {
        return CommandLineRun.of(arguments(begin, end, more));
    }

    private static String[] arguments(Instant from, Instant to, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "replay",
                "--from",
                from.toString(),
                "--to",
                to.toString(),
                "--config",
                settings.toString(),
                "--kafka",
                site.kafka().get("bootstrap.servers").toString(),
                "--registry",
                "http://127.0.0.1:" + site.httpPort()));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    private static String said(CommandLineRun run) {
        return String.join("\n", run.out()) + "\n" + String.join("\n", run.err());
    }

    private static JsonNode measure(JsonNode report, String name) {
        for (JsonNode measure : report.get("measures")) {
            if (measure.get("name").asText().equals(name)) {
                return measure;
            }
        }
        throw new AssertionError(name + " is not in " + report);
    }

    /** Whether every frame has its detection, and the aggregator is past the last of them. */
    private static boolean isCounted(long frames) throws InterruptedException {
        Map<String, Object> properties = new HashMap<>(site.kafka());
        properties.put("isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                AggregatorProgress aggregator = new AggregatorProgress(site.kafka(), "hawkeye-aggregator")) {
            List<TopicPartition> partitions = consumer.partitionsFor("detections").stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> last = new HashMap<>();
            long detections = 0;
            for (var records = consumer.poll(Duration.ofSeconds(1));
                    !records.isEmpty();
                    records = consumer.poll(Duration.ofSeconds(1))) {
                for (var record : records) {
                    last.put(new TopicPartition(record.topic(), record.partition()), record.offset());
                    detections++;
                }
            }
            return detections >= frames && aggregator.isPast(last);
        }
    }

    private static Set<String> topics() throws Exception {
        try (Admin admin = Admin.create(site.kafka())) {
            return admin.listTopics().names().get();
        }
    }

    private static Set<String> groups() throws Exception {
        try (Admin admin = Admin.create(site.kafka())) {
            return Set.copyOf(admin.listGroups().all().get().stream()
                    .map(group -> group.groupId())
                    .toList());
        }
    }
}
