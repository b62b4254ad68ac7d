package dev.hawkeye.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.CameraConfig.Mode;
import dev.hawkeye.ingest.config.GateConfig;
import dev.hawkeye.ingest.gate.IgnoredArea;
import dev.hawkeye.ingest.status.CameraProgress;
import dev.hawkeye.schemas.CameraStatuses;
import dev.hawkeye.schemas.Frame;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.testing.cameras.MjpegCamera;
import dev.hawkeye.testing.cameras.PlainPictures;
import io.micrometer.core.instrument.Gauge;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cameras that come, change and go while others are read. */
final class ChangedCamerasIT {
    private static final GateConfig GATE = new GateConfig(Duration.ofSeconds(10), 50, 0.01);

    private static final int WIDTH = 320;

    @TempDir
    Path folder;

    private EmbeddedKafka kafka;
    private SchemaRegistry registry;
    private IngestSite site;
    private String url;

    @BeforeEach
    void start() throws Exception {
        kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0, Map.of());
        registry = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://changed-cameras"));
        site = new IngestSite(kafka, registry, "t").createTopics();
        url = site.closing(new MjpegCamera(List.of(PlainPictures.encoded(".jpg", WIDTH, 240, 0)), 50))
                .url("");
    }

    @AfterEach
    void stop() {
        site.close();
        registry.close();
        kafka.close();
    }

    @Test
    void onlyThoseThatChangeAreTouched() {
        // given
        IngestService service = site.start(camera("stays", 0), camera("changes", 0), camera("goes", 0));
        await().atMost(Duration.ofSeconds(30)).until(() -> allSend(service, "stays", "changes", "goes"));

        // when
        service.change(
                List.of(camera("stays", 0), camera("changes", WIDTH / 2), camera("comes", 0)),
                GATE,
                any -> IgnoredArea.NONE,
                Set.of());

        // then
        await().atMost(Duration.ofSeconds(30)).until(() -> allSend(service, "comes"));
        await().atMost(Duration.ofSeconds(30)).until(() -> widths("changes").contains(WIDTH / 2));
        await().atMost(Duration.ofSeconds(30)).until(() -> known().equals(Set.of("stays", "changes", "comes")));
        assertThat(service.progress()).containsOnlyKeys("stays", "changes", "comes");
        assertThat(site.framesOf("changes").stream().map(Frame::getStream).distinct())
                .hasSize(2);
        List<Frame> untouched = site.framesOf("stays");
        assertThat(untouched.stream().map(Frame::getStream).distinct()).hasSize(1);
        assertThat(untouched).extracting(Frame::getSequence).containsExactlyElementsOf(numbers(untouched.size()));
    }

    @Test
    void oneWhoseOwnSettingsAreAsBeforeStartsAnewWhenItIsTold() {
        // given
        IngestService service = site.start(camera("gate", 0), camera("yard", 0));
        await().atMost(Duration.ofSeconds(30)).until(() -> allSend(service, "gate", "yard"));

        // when
        service.change(List.of(camera("gate", 0), camera("yard", 0)), GATE, any -> IgnoredArea.NONE, Set.of("gate"));

        // then
        await().atMost(Duration.ofSeconds(30)).until(() -> streams("gate") == 2);
        assertThat(site.framesOf("yard").stream().map(Frame::getStream).distinct())
                .hasSize(1);
    }

    @Test
    void oneThatHasFailedForGoodIsNotAwayForEverOnceItIsRemoved() {
        // given
        CameraConfig missing =
                new CameraConfig("missing", folder.resolve("none.mp4").toString(), 5, 0, 0, 90, Mode.LIVE);
        IngestService service = site.start(camera("stays", 0), missing);
        await().atMost(Duration.ofSeconds(30)).until(() -> isEnded(service, "missing"));
        assertThat(up("missing")).contains(0.0);
        await().atMost(Duration.ofSeconds(30)).until(() -> allSend(service, "stays"));

        // when
        service.change(List.of(camera("stays", 0)), GATE, any -> IgnoredArea.NONE, Set.of());

        // then
        await().atMost(Duration.ofSeconds(30)).until(() -> up("missing").isEmpty());
        assertThat(up("stays")).contains(1.0);
    }

    private static boolean isEnded(IngestService service, String camera) {
        CameraProgress progress = service.progress().get(camera);
        return progress != null && progress.ended();
    }

    @Test
    void oneThatFailedStillReportsThatAfterItsMasksHaveChanged() throws Exception {
        // given
        CameraConfig clip = new CameraConfig("clip", folder.resolve("none.mp4").toString(), 0, 0, 0, 90, Mode.LOSSLESS);
        IngestService service = site.start(camera("gate", 0), clip);
        site.awaitEnd("clip");

        // when
        change(service, Set.of("gate", "clip"), camera("gate", 0), clip);

        // then
        await().atMost(Duration.ofSeconds(30)).until(() -> streams("gate") == 2);
        Instant changed = Instant.now();
        await().atMost(Duration.ofSeconds(30)).until(() -> reported("clip").isAfter(changed));
        assertThat(up("clip")).contains(0.0);
    }

    @Test
    void aListThatIsRefusedChangesNothing() {
        // given
        IngestService service = site.start(camera("stays", 0));
        await().atMost(Duration.ofSeconds(30)).until(() -> allSend(service, "stays"));

        // when
        assertThatThrownBy(() -> service.change(
                        List.of(camera("twice", 0), camera("twice", 0)), GATE, any -> IgnoredArea.NONE, Set.of()))
                .hasMessageContaining("twice");

        // then
        long sent = IngestSite.sent(service, "stays");
        await().atMost(Duration.ofSeconds(30)).until(() -> IngestSite.sent(service, "stays") > sent + 5);
        assertThat(service.progress()).containsOnlyKeys("stays");
    }

    private static void change(IngestService service, Set<String> anew, CameraConfig... cameras) {
        service.change(List.of(cameras), GATE, any -> IgnoredArea.NONE, anew);
    }

    private long streams(String camera) {
        return site.framesOf(camera).stream().map(Frame::getStream).distinct().count();
    }

    /** What the alert for a lost camera is based on. */
    private Optional<Double> up(String camera) {
        return Optional.ofNullable(site.metrics()
                        .find("hawkeye.ingest.camera.up")
                        .tag("camera", camera)
                        .gauge())
                .map(Gauge::value);
    }

    private Instant reported(String camera) {
        return statuses().get(camera).status().orElseThrow().getReported();
    }

    private CameraConfig camera(String id, int maxWidth) {
        return new CameraConfig(id, url, 5, 0, maxWidth, 90, Mode.LIVE);
    }

    private static boolean allSend(IngestService service, String... cameras) {
        return List.of(cameras).stream().allMatch(camera -> IngestSite.sent(service, camera) > 0);
    }

    private List<Integer> widths(String camera) {
        return site.framesOf(camera).stream().map(Frame::getWidth).toList();
    }

    private Set<String> known() {
        return statuses().keySet();
    }

    private SortedMap<String, CameraStatuses.Known> statuses() {
        return CameraStatuses.read(
                site.properties(), site.topics().cameraStatus(), List.of(), registry, Duration.ofSeconds(30));
    }

    private static List<Long> numbers(int count) {
        return LongStream.range(0, count).boxed().toList();
    }
}
