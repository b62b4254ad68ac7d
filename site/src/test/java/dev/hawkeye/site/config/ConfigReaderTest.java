package dev.hawkeye.site.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.aggregator.config.EventChoice;
import dev.hawkeye.detector.ClassChoice;
import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.settings.DataSize;
import dev.hawkeye.tracking.scene.Anchor;
import dev.hawkeye.tracking.scene.Line;
import dev.hawkeye.tracking.scene.Mask;
import dev.hawkeye.tracking.scene.OccupancyLimits;
import dev.hawkeye.tracking.scene.Point;
import dev.hawkeye.tracking.scene.Polygon;
import dev.hawkeye.tracking.scene.Polyline;
import dev.hawkeye.tracking.scene.Scene;
import dev.hawkeye.tracking.scene.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
    @TempDir
    Path directory;

    @Test
    void takesWhatTheFileSaysAndTheDefaultsForTheRest() throws IOException {
        HawkeyeConfig config = read("""
                detector: {lanes: 2, max-frame-age: 500 ms}
                aggregator:
                  keyframe-budget: 1 MiB
                  silence: PT1M
                """);

        assertThat(config.detector().lanes()).isEqualTo(2);
        assertThat(config.detector().batch()).isEqualTo(4);
        assertThat(config.detector().maxFrameAge()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.aggregator().keyframeBudget()).isEqualTo(DataSize.parse("1 MiB"));
        assertThat(config.aggregator().silence()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void givesEachCameraTheDefaultsThatItDoesNotOverride() throws IOException {
        HawkeyeConfig config = read("""
                topics: {frames-retention: 36500 d}
                camera-defaults: {fps: 2, mode: lossless}
                cameras:
                  - {id: gate, url: "rtsp://192.0.2.1/", gate: off}
                  - {id: 7, name: 007, url: clip.mp4, fps: 12.5, max-width: 640, start: 2026-05-01T08:00:00Z}
                """);

        assertThat(config.cameras())
                .containsExactly(
                        new CameraConfig("gate", "rtsp://192.0.2.1/", 2, 0, 1280, 90, CameraConfig.Mode.LOSSLESS),
                        new CameraConfig(
                                "7",
                                "007",
                                "clip.mp4",
                                12.5,
                                0,
                                640,
                                90,
                                CameraConfig.Mode.LOSSLESS,
                                CameraConfig.Transport.AUTO,
                                true,
                                CameraConfig.GateMode.AUTO,
                                Instant.parse("2026-05-01T08:00:00Z")));
    }

    @Test
    void givesEachServiceTheClassesOfEachCamera() throws IOException {
        HawkeyeConfig config = new ConfigReader()
                .file(file("""
                        camera-defaults: {classes: [person, car], confidence: {car: 0.4}, event-classes: [person]}
                        cameras:
                          - {id: gate, url: "rtsp://192.0.2.1/"}
                          - {id: yard, url: "rtsp://192.0.2.2/", classes: [car, dog], confidence: {dog: 0.6}, event-classes: [], event-confidence: 0.7}
                        """))
                .environment(Map.of("HAWKEYE_CAMERA_DEFAULTS_CONFIDENCE", "{person: 0.3}"))
                .read();

        ClassChoice ofDefaults = new ClassChoice(List.of("person", "car"), Map.of("car", 0.4f, "person", 0.3f));
        assertThat(config.detector().cameras())
                .isEqualTo(new ByCamera<>(
                        ofDefaults,
                        Map.of(
                                "gate",
                                ofDefaults,
                                "yard",
                                new ClassChoice(List.of("car", "dog"), Map.of("dog", 0.6f)))));
        assertThat(config.aggregator().cameras().of("gate").eventClasses()).containsExactly("person");
        assertThat(config.aggregator().cameras().of("yard")).isEqualTo(new EventChoice(List.of(), 0.7f));
        assertThat(config.aggregator().cameras().of("a camera of another instance's settings"))
                .isEqualTo(config.aggregator().cameras().of("gate"));
    }

    @Test
    void givesEachCameraItsZonesLinesAndMasks() throws IOException {
        HawkeyeConfig config = new ConfigReader()
                .file(file("""
                        camera-defaults:
                          masks: [{points: [[0, 0], [1, 0], [1, 0.1]]}]
                          min-size: {person: 0.05}
                        cameras:
                          - {id: gate, url: "rtsp://192.0.2.1/"}
                          - id: yard
                            url: "rtsp://192.0.2.2/"
                            masks: []
                            zones:
                              - name: door
                                points: [[0.1, 0.5], [0.4, 0.5], [0.4, 1]]
                                classes: [person]
                                loiter: 1 m
                                occupancy: {full: 10, clear: 8}
                              - {name: hall, points: [[0.1, 0.5], [0.4, 0.5], [0.4, 1]], anchor: center}
                            lines: [{name: way, points: [[0, .5], [1, 0.5]], directions: [up, down]}]
                        """))
                .environment(Map.of(
                        "HAWKEYE_CAMERA_DEFAULTS_LINES", "[{name: main, points: [[0, 1], [1, 0]]}]",
                        "HAWKEYE_CAMERA_DEFAULTS_MAX_SIZE", "{person: 0.9}"))
                .read();

        Polygon area = new Polygon(List.of(new Point(0.1, 0.5), new Point(0.4, 0.5), new Point(0.4, 1)));
        Map<String, Float> least = Map.of("person", 0.05f);
        Map<String, Float> most = Map.of("person", 0.9f);
        assertThat(config.aggregator().scenes().of("gate"))
                .isEqualTo(new Scene(
                        List.of(),
                        List.of(new Line("main", new Polyline(List.of(new Point(0, 1), new Point(1, 0))))),
                        List.of(new Mask(
                                new Polygon(List.of(new Point(0, 0), new Point(1, 0), new Point(1, 0.1))),
                                Anchor.BOTTOM_CENTER)),
                        least,
                        most));
        assertThat(config.aggregator().scenes().of("yard"))
                .isEqualTo(new Scene(
                        List.of(
                                new Zone(
                                        "door",
                                        area,
                                        List.of("person"),
                                        Map.of(),
                                        Map.of(),
                                        Map.of(),
                                        Zone.USUAL_INERTIA,
                                        Duration.ofMinutes(1),
                                        new OccupancyLimits(10, 8),
                                        Anchor.BOTTOM_CENTER),
                                new Zone(
                                        "hall",
                                        area,
                                        List.of(),
                                        Map.of(),
                                        Map.of(),
                                        Map.of(),
                                        Zone.USUAL_INERTIA,
                                        Duration.ZERO,
                                        OccupancyLimits.NONE,
                                        Anchor.CENTER)),
                        List.of(new Line(
                                "way",
                                new Polyline(List.of(new Point(0, 0.5), new Point(1, 0.5))),
                                List.of("up", "down"),
                                List.of(),
                                Anchor.BOTTOM_CENTER)),
                        List.of(),
                        least,
                        most));
    }

    @Test
    void givesAZoneALineAndAMaskTheDefaultsOfTheirTypes() {
        List<List<Integer>> corners = List.of(List.of(0, 0), List.of(1, 0), List.of(1, 1));
        Scene scene = new ConfigReader()
                .set("camera-defaults.zones", List.of(Map.of("name", "a", "points", corners)), "test")
                .set("camera-defaults.lines", List.of(Map.of("name", "b", "points", corners)), "test")
                .set("camera-defaults.masks", List.of(Map.of("points", corners)), "test")
                .read()
                .aggregator()
                .scenes()
                .others();

        Polygon area = new Polygon(List.of(new Point(0, 0), new Point(1, 0), new Point(1, 1)));
        assertThat(scene.zones()).containsExactly(new Zone("a", area));
        assertThat(scene.lines()).containsExactly(new Line("b", new Polyline(area.points())));
        assertThat(scene.masks()).containsExactly(new Mask(area, Anchor.BOTTOM_CENTER));
    }

    @Test
    void showsThePointsOfALineTogether() {
        ConfigReader reader = new ConfigReader()
                .environment(Map.of("HAWKEYE_CAMERA_DEFAULTS_LINES", "[{name: main, points: [[0, 1], [.5, 0]]}]"));

        assertThat(reader.settings())
                .contains(
                        new Setting("camera-defaults.lines[0].name", "main", "HAWKEYE_CAMERA_DEFAULTS_LINES"),
                        new Setting(
                                "camera-defaults.lines[0].points",
                                "[[0, 1], [.5, 0]]",
                                "HAWKEYE_CAMERA_DEFAULTS_LINES"));
    }

    @Test
    void takesTheExampleOfTheHowTo() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "zones.md"));
        String yaml = page.substring(page.indexOf("```yaml") + 7, page.indexOf("```\n\n"));

        Scene scene = read(yaml).aggregator().scenes().of("gate");

        assertThat(scene.zones()).extracting(Zone::name).containsExactly("door");
        assertThat(scene.lines()).extracting(Line::name).containsExactly("drive");
        assertThat(scene.masks()).hasSize(1);
    }

    @Test
    void passesNativePropertiesUnderTheirOwnNamesAsText() throws IOException {
        HawkeyeConfig config = read("""
                kafka:
                  bootstrap.servers: kafka:9092
                  security.protocol: SASL_SSL
                detector:
                  kafka: {num.stream.threads: 2, consumer.check.crcs: false}
                """);

        assertThat(config.kafka())
                .containsOnly(Map.entry("bootstrap.servers", "kafka:9092"), Map.entry("security.protocol", "SASL_SSL"));
        assertThat(config.detector().kafka())
                .containsOnly(Map.entry("num.stream.threads", "2"), Map.entry("consumer.check.crcs", "false"));
    }

    @Test
    void leavesASectionWithAllItsKeysCommentedOutAtItsDefaults() throws IOException {
        assertThat(read("detector:\n  # lanes: 2\ncameras:\n")).isEqualTo(new ConfigReader().read());
        assertThat(read("# nothing\n")).isEqualTo(new ConfigReader().read());
    }

    @Test
    void letsTheEnvironmentWinOverTheFileAndAnOptionOverBoth() throws IOException {
        ConfigReader reader = new ConfigReader()
                .file(file("detector: {lanes: 2, batch: 2, in-flight: 2}"))
                .environment(Map.of("HAWKEYE_DETECTOR_BATCH", "3", "HAWKEYE_DETECTOR_IN_FLIGHT", "3"))
                .set("detector.in-flight", 4, "--in-flight");

        HawkeyeConfig config = reader.read();

        assertThat(config.detector().lanes()).isEqualTo(2);
        assertThat(config.detector().batch()).isEqualTo(3);
        assertThat(config.detector().inFlight()).isEqualTo(4);
    }

    private HawkeyeConfig read(String yaml) throws IOException {
        return new ConfigReader().file(file(yaml)).read();
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(directory.resolve("site.yaml"), yaml);
    }

    @Test
    void takesAListOfAddressesFromFileAndEnvironment() throws IOException {
        Path file = Files.writeString(directory.resolve("site.yaml"), """
                console:
                  aggregators: ["http://192.0.2.20:8080"]
                """);

        assertThat(new ConfigReader().file(file).read().console().aggregators())
                .containsExactly("http://192.0.2.20:8080");
        assertThat(new ConfigReader()
                        .environment(Map.of("HAWKEYE_CONSOLE_AGGREGATORS", "['http://a:1', 'http://b:2']"))
                        .read()
                        .console()
                        .aggregators())
                .containsExactly("http://a:1", "http://b:2");
    }
}
