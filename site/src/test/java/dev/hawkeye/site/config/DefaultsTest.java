package dev.hawkeye.site.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.aggregator.config.EventChoice;
import dev.hawkeye.aggregator.config.EventsOf;
import dev.hawkeye.clips.ClipsConfig;
import dev.hawkeye.console.ConsoleConfig;
import dev.hawkeye.detector.ClassChoice;
import dev.hawkeye.detector.DetectorConfig;
import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.GateConfig;
import dev.hawkeye.ingest.config.IngestConfig;
import dev.hawkeye.notify.config.CommandConfig;
import dev.hawkeye.notify.config.NotifyConfig;
import dev.hawkeye.notify.config.RuleConfig;
import dev.hawkeye.notify.config.TargetConfig;
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.settings.DataSize;
import dev.hawkeye.traces.TracingConfig;
import dev.hawkeye.tracking.scene.Scene;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefaultsTest {
    private final HawkeyeConfig config = new ConfigReader()
            .set(
                    "cameras",
                    List.of(Map.of("id", "gate", "url", "rtsp://192.0.2.1/"), Map.of("id", "clip", "url", "clip.mp4")),
                    "test")
            .read();

    @Test
    void areOfOneMachine() {
        assertThat(config.site()).isEqualTo("hawkeye");
        assertThat(config.cloud().hasRegistry()).isFalse();
        assertThat(config.tracing()).isEqualTo(new TracingConfig("", 100));
        assertThat(config.kafka()).containsExactly(Map.entry("bootstrap.servers", "127.0.0.1:9092"));
        assertThat(config.registry()).containsExactly(Map.entry("schema.registry.url", "mock://hawkeye"));
        assertThat(config.topics()).isEqualTo(new TopicsConfig("", 8, Duration.ofHours(1)));
        assertThat(config.http()).isEqualTo(new HttpConfig("127.0.0.1", 8080, ""));
        assertThat(config.dataDirectory()).isEqualTo(Path.of("hawkeye-data"));
    }

    @Test
    void ofIngest() {
        assertThat(config.ingest())
                .isEqualTo(new IngestConfig(
                        "hawkeye-ingest",
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(5),
                        64,
                        "hawkeye-detector",
                        new GateConfig(Duration.ofSeconds(10), 50, 0.01),
                        Map.of()));
    }

    @Test
    void ofACamera() {
        assertThat(config.cameras()).allMatch(camera -> camera.gate() == CameraConfig.GateMode.AUTO);
        assertThat(config.cameras())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("gate")
                .containsExactly(
                        new CameraConfig("gate", "rtsp://192.0.2.1/", 5, 0, 1280, 90, CameraConfig.Mode.LIVE),
                        new CameraConfig("clip", "clip.mp4", 5, 0, 1280, 90, CameraConfig.Mode.LOSSLESS));
    }

    @Test
    void ofTheDetector() {
        DetectorConfig detector = config.detector();
        assertThat(detector.applicationId()).isEqualTo(config.ingest().detectorGroup());
        assertThat(detector.model()).isEqualTo(Path.of(""));
        assertThat(detector.modelPublicKey()).isEmpty();
        assertThat(detector.lanes()).isZero();
        assertThat(detector.batch()).isEqualTo(4);
        assertThat(detector.confidence()).isEqualTo(0.25f);
        assertThat(detector.iou()).isEqualTo(0.7f);
        assertThat(detector.maxDetections()).isEqualTo(300);
        assertThat(detector.multiLabel()).isFalse();
        assertThat(detector.cameras().of("gate")).isEqualTo(ClassChoice.ANY);
        assertThat(detector.maxPixels()).isEqualTo(50_000_000);
        assertThat(detector.inFlight()).isEqualTo(16);
        assertThat(detector.inFlightBytes()).isEqualTo(DataSize.parse("64 MiB"));
        assertThat(detector.maxFrameAge()).isEqualTo(Duration.ofSeconds(2));
        assertThat(detector.kafka()).isEmpty();
    }

    @Test
    void ofTheAggregator() {
        EventChoice events = new EventChoice(List.of(), 0.5f);
        assertThat(config.aggregator())
                .isEqualTo(new AggregatorConfig(
                        "hawkeye-aggregator",
                        "hawkeye",
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(10),
                        EventsOf.OBJECT,
                        3,
                        5,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        DataSize.parse("10 MiB"),
                        Duration.ofHours(1),
                        Duration.ofHours(24),
                        Map.of(),
                        new ByCamera<>(events, Map.of("gate", events, "clip", events)),
                        new ByCamera<>(Scene.NONE, Map.of("gate", Scene.NONE, "clip", Scene.NONE))));
    }

    @Test
    void ofTheConsole() {
        assertThat(config.console())
                .isEqualTo(new ConsoleConfig(List.of(), DataSize.parse("32 MiB"), 2000, "", Map.of()));
    }

    @Test
    void ofClips() {
        assertThat(config.cameras()).allMatch(camera -> camera.clips() == CameraConfig.ClipMode.AUTO);
        assertThat(config.clips().isUsed()).isFalse();
        assertThat(config.clips())
                .isEqualTo(new ClipsConfig(
                        "",
                        "",
                        "us-east-1",
                        "",
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(2),
                        List.of(),
                        List.of(),
                        DataSize.parse("360 MiB"),
                        Path.of(""),
                        DataSize.parse("2 GiB"),
                        Duration.ofDays(1),
                        Duration.ofDays(30),
                        DataSize.parse("500 MiB"),
                        Duration.ofHours(1)));
    }

    @Test
    void ofAlarms() {
        assertThat(config.alarms())
                .isEqualTo(new NotifyConfig("hawkeye-notify", "hawkeye", "", List.of(), List.of(), Map.of(), Map.of()));
    }

    @Test
    void ofATargetAndARule() {
        NotifyConfig notify = new ConfigReader()
                .set(
                        "notify.targets",
                        List.of(Map.of("name", "guard", "type", "webhook", "url", "https://alarms.example.org/in")),
                        "test")
                .set("notify.rules", List.of(Map.of("name", "all")), "test")
                .read()
                .alarms();

        assertThat(notify.targets())
                .containsExactly(new TargetConfig(
                        "guard",
                        TargetConfig.Type.WEBHOOK,
                        "https://alarms.example.org/in",
                        "hawkeye",
                        "homeassistant",
                        true,
                        new DataSize(0),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(1),
                        Duration.ofDays(1),
                        Path.of(""),
                        false,
                        new CommandConfig("", "", "", Duration.ofSeconds(10)),
                        Map.of()));
        assertThat(notify.rules())
                .containsExactly(new RuleConfig(
                        "all",
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Duration.ZERO,
                        List.of(),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ofDays(1)));
    }
}
