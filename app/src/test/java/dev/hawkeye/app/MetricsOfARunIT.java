package dev.hawkeye.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.hawkeye.app.metrics.MetricsDocument;
import dev.hawkeye.metrics.Metric;
import dev.hawkeye.schemas.Clip;
import dev.hawkeye.schemas.ClipFate;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.WindowCount;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a whole pipeline says on /metrics, beside what its topics have: one street that ends, and one that goes on. */
class MetricsOfARunIT {
    private static final String ENDING = "market";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Only there once a broker refused a record; RefusedSizesIT has it. */
    private static final String OF_TROUBLE_ONLY = "hawkeye_records_too_large_total";

    private static final List<List<Double>> WHOLE =
            List.of(List.of(0.0, 0.0), List.of(1.0, 0.0), List.of(1.0, 1.0), List.of(0.0, 1.0));
    private static final List<List<Double>> MIDDLE = List.of(List.of(0.5, 0.0), List.of(0.5, 1.0));

    private static final List<String> MESSAGES = new CopyOnWriteArrayList<>();

    @TempDir
    static Path directory;

    private static DemoSite site;
    private static HttpServer receiver;

    @BeforeAll
    static void start() throws Exception {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            MESSAGES.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
        site = DemoSite.start(
                directory,
                Map.of(
                        "cameras",
                        List.of(
                                Map.of("id", ENDING, "url", "synthetic:street?fps=4&seconds=12"),
                                Map.of(
                                        "id",
                                        "station",
                                        "url",
                                        "synthetic:street?fps=4&weather=dusk",
                                        "zones",
                                        List.of(Map.of("name", "all", "points", WHOLE)),
                                        "lines",
                                        List.of(Map.of("name", "middle", "points", MIDDLE)))),
                        "aggregator.history",
                        "1 h",
                        "clips.storage",
                        directory.resolve("clips").toString(),
                        "notify.targets",
                        List.of(
                                Map.of("name", "guard", "type", "webhook", "url", url),
                                Map.of("name", "sprinkler", "type", "commands", "command", Map.of("action", "open"))),
                        "notify.rules",
                        List.of(Map.of("name", "all"))));
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
        receiver.stop(0);
    }

    @Test
    void whatHappensIsToldToAWebhook() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(MESSAGES)
                        .anyMatch(message -> message.contains("\"rule\":\"all\",\"camera\":\"station\"")));
    }

    @Test
    void anEventOfTheStreetHasAClipThatIsWhole() throws Exception {
        await().atMost(PATIENCE).until(() -> storedClip().isPresent());

        Clip clip = storedClip().orElseThrow();
        assertThat(Path.of(URI.create(clip.getAddress()))).hasSize(clip.getBytes());
        assertThat(clip.getCodec()).isEqualTo("h264");
        assertThat(clip.getDurationMillis()).isPositive();
        assertThat(clip.getFrames()).isNotEmpty();
    }

    private static Optional<Clip> storedClip() {
        return site.all("clips", Clip.class).stream()
                .filter(clip -> clip.getFate() == ClipFate.STORED)
                .findFirst();
    }

    @Test
    void everythingThatIsDeclaredIsThereAndNothingElseOfOurs() throws Exception {
        await().atMost(PATIENCE).untilAsserted(() -> {
            MetricsPage page = MetricsPage.of(site.port());
            for (Metric metric : MetricsDocument.declared()) {
                String name = metric.shownName();
                if (!name.equals(OF_TROUBLE_ONLY)) {
                    assertThat(page.kinds()).containsEntry(name, metric.kind().toString());
                    assertThat(page.labels(sampleOf(metric)))
                            .as("labels of %s", name)
                            .containsExactly(Set.copyOf(metric.labels()));
                }
            }
        });

        Set<String> declared = MetricsDocument.declared().stream()
                .flatMap(metric -> families(metric).stream())
                .collect(Collectors.toSet());
        assertThat(declared)
                .containsAll(MetricsPage.of(site.port()).kinds().keySet().stream()
                        .filter(name -> name.startsWith("hawkeye_"))
                        .toList());
    }

    private static String sampleOf(Metric metric) {
        return switch (metric.kind()) {
            case COUNTER, GAUGE -> metric.shownName();
            case SUMMARY, HISTOGRAM -> metric.shownName() + "_count";
        };
    }

    private static List<String> families(Metric metric) {
        return List.of(metric.shownName(), metric.shownName() + "_max");
    }

    @Test
    void theFatesAndTheLastFinalWindowOfACameraAreThoseOfItsTopics() throws Exception {
        // given: all of the street that ends is on the topics
        await().atMost(PATIENCE).until(() -> detections().stream().anyMatch(Detection::getLast));
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<Detection> detections = detections();
            long lastEnd = 2_000
                    * (1
                            + detections
                                            .get(detections.size() - 1)
                                            .getCaptureTime()
                                            .toEpochMilli()
                                    / 2_000);

            // when
            MetricsPage page = MetricsPage.of(site.port());

            // then: each fate
            for (Fate fate : Fate.values()) {
                double frames = detections.stream()
                        .filter(detection -> detection.getFate() == fate)
                        .count();
                String labels = "{camera=\"" + ENDING + "\",fate=\"" + fate + "\"}";
                assertThat(page.value("hawkeye_detector_frames_total" + labels)).isEqualTo(frames);
                assertThat(page.value("hawkeye_aggregator_detections_total" + labels))
                        .isEqualTo(frames);
            }
            assertThat(page.value("hawkeye_ingest_frames_total{camera=\"" + ENDING + "\"}"))
                    .isEqualTo(detections.size());
            assertThat(page.value("hawkeye_ingest_frame_bytes_total{camera=\"" + ENDING + "\"}"))
                    .isEqualTo(detections.stream()
                            .mapToDouble(Detection::getFrameBytes)
                            .sum());
            assertThat(page.value("hawkeye_ingest_camera_up{camera=\"" + ENDING + "\"}"))
                    .isNull();

            // then: the last window
            assertThat(page.value("hawkeye_window_end_timestamp_seconds{camera=\"" + ENDING + "\"}"))
                    .isEqualTo(lastEnd / 1000.0);
            Map<String, WindowCount> counts = lastCounts(lastEnd);
            for (Map.Entry<String, Double> series : page.series().entrySet()) {
                if (series.getKey().startsWith("hawkeye_window_mean{camera=\"" + ENDING)) {
                    String className = series.getKey().replaceAll(".*class=\"(.*)\"}", "$1");
                    String labels = "{camera=\"" + ENDING + "\",class=\"" + className + "\"}";
                    WindowCount count = counts.remove(className);
                    assertThat(series.getValue()).isEqualTo(count == null ? 0 : count.getMean());
                    assertThat(page.value("hawkeye_window_peak" + labels))
                            .isEqualTo(count == null ? 0 : count.getPeak());
                    assertThat(page.value("hawkeye_window_frames_with" + labels))
                            .isEqualTo(count == null ? 0 : (double) count.getFramesWith());
                }
            }
            assertThat(counts).as("classes that are not on the page").isEmpty();
        });
    }

    private static List<Detection> detections() {
        return site.all("detections", Detection.class).stream()
                .filter(detection -> detection.getCamera().equals(ENDING))
                .sorted(Comparator.comparing(Detection::getSequence))
                .toList();
    }

    private static Map<String, WindowCount> lastCounts(long end) {
        Map<String, WindowCount> counts = new HashMap<>();
        site.all("cloud.counts", WindowCount.class).stream()
                .filter(count ->
                        count.getCamera().equals(ENDING) && count.getWindowEnd().toEpochMilli() == end)
                .forEach(count -> counts.put(count.getClassName(), count));
        return counts;
    }

    @Test
    void kafkasOwnFiguresAreThereAndNotForEveryPartition() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            MetricsPage page = MetricsPage.of(site.port());

            assertThat(page.kinds().keySet())
                    .contains(
                            "kafka_consumer_fetch_manager_records_lag",
                            "kafka_consumer_fetch_manager_records_consumed_total",
                            "kafka_producer_record_send_total",
                            "kafka_admin_client_connection_count",
                            "kafka_stream_thread_commit_total",
                            "jvm_memory_used_bytes",
                            "process_uptime_seconds");
            assertThat(page.series().keySet())
                    .filteredOn(series -> series.startsWith("kafka_") && series.contains("partition=\""))
                    .allMatch(series -> series.startsWith("kafka_consumer_fetch_manager_records_lag{"));
        });
    }
}
