package dev.hawkeye.site.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hawkeye.site.yaml.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigErrorsTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        detector: {lane: 2}                        | unknown key detector.lane; did you mean lanes?
        detectr: {lanes: 2}                        | unknown key detectr; did you mean detector?
        zzz: 1                                     | unknown key zzz; known here: aggregator, camera-defaults, camera-secrets, cameras
        camera-defaults: {fsp: 1}                  | unknown key camera-defaults.fsp; did you mean fps?
        cameras: [{id: a, url: b, fp: 1}]          | unknown key cameras[0].fp; did you mean fps?
        detector: {model-public-key: k, drift: {requantize: true}} | detector.drift.sign-with must be the private key of model-public-key, since drift.requantize publishes models, got: ''
        detector: {lanes: two}                     | detector.lanes must be a whole number, got: two
        detector: {lanes: 1.5}                     | detector.lanes must be a whole number, got: 1.5
        detector: {confidence: high}               | detector.confidence must be a number, got: high
        detector: {lanes: [1]}                     | detector.lanes must be a single value, got: a list
        detector: {lanes: }                        | detector.lanes has no value: give it one or remove the key
        detector: 5                                | detector must be keys and values below it, got: a single value
        cameras: {id: a}                           | cameras must be a list, got: keys and values
        cameras: [a]                               | cameras[0] must be keys and values, id and url among them
        detector: {clock-ahead: 60 m}              | detector.clock-ahead must be 0 to less than 60 m, got: PT1H
        detector: {lanes: -1}                      | detector.lanes must be 0 (one per core) to 1024, got: -1
        aggregator: {events: boxes}                | aggregator.events must be object or class, got: boxes
        aggregator: {confirm: 9}                   | aggregator.confirm must be 1 to confirm-of (5), got: 9
        ingest: {retry-first: 2 m}                 | ingest.retry-longest must be at least retry-first (PT2M), got: PT1M
        ingest: {retry-first: 10}                  | ingest.retry-first must be a whole number with ms, s, m, h or d, such as '10 s', got: '10'
        ingest: {retry-first: soon}                | ingest.retry-first must be a whole number with ms, s, m, h or d, such as '10 s', got: 'soon'
        aggregator: {keyframe-budget: 10 MB}       | aggregator.keyframe-budget must be a whole number with B, KiB, MiB, GiB or TiB, such as '64 MiB', got: '10 MB'
        camera-defaults: {mode: fast}              | camera-defaults.mode must be auto, live or lossless, got: fast
        camera-defaults: {jpeg-quality: 0}         | camera-defaults.jpeg-quality must be from 1 to 100, got: 0
        cameras: [{id: a, url: b, fps: -1}]        | cameras[0].fps must be from 0 (all) to 1000, got: -1.0
        cameras: [{id: a, url: "synthetic:street?fps=99"}] | cameras[0].url must be a valid synthetic camera, got: synthetic:street?fps=99; fps must be a whole number from 1 to 30, got: 99
        cameras: [{id: a/b, url: b}]               | cameras[0].id must be 1 to 100 letters, digits, '.', '_' and '-', got: 'a/b'
        cameras: [{id: a}]                         | cameras[0].url is missing: each camera has an id and a url
        cameras: [{id: a, url: b, start: noon}]    | cameras[0].start must be a time such as 2026-05-01T08:00:00Z, got: noon
        cameras: [{id: a, url: b},{id: a, url: c}] | cameras[1].id must be unique, got the id of cameras[0] again: a
        camera-defaults: {classes: car}            | camera-defaults.classes must be a list, got: a single value
        camera-defaults: {confidence: {car: 2}}    | camera-defaults.confidence.car must be 0 to 1, got: 2.0
        camera-defaults: {confidence: {car: hi}}   | camera-defaults.confidence.car must be a number, got: hi
        camera-defaults: {event-confidence: -1}    | camera-defaults.event-confidence must be 0 to 1, got: -1.0
        cameras: [{id: a, url: b, classes: car}]   | cameras[0].classes must be a list, got: a single value
        cameras: [{id: a, url: b, confidence: 1}]  | cameras[0].confidence must be names and values below it, got: a single value
        cameras: [{id: a, url: b, zones: door}]    | cameras[0].zones must be a list, got: a single value
        cameras: [{id: a, url: b, masks: [1]}]     | cameras[0].masks[0] must be keys and values, got: a single value
        cameras: [{id: a, url: b, lines: [{name: x}]}] | cameras[0].lines[0].points is missing
        camera-defaults: {masks: [{points: [[0, 0], [1, 0], [1, 1]], anchr: centre}]} | unknown key camera-defaults.masks[0].anchr; did you mean anchor?
        camera-defaults: {min-size: {car: 40}}     | camera-defaults.min-size.car must be 0 to 1, got: 40.0
        camera-defaults: {lines: [{name: x, points: [[0, 0], [a, 1]]}]}         | camera-defaults.lines[0].points[1] must be a number, got: a
        camera-defaults: {lines: [{name: x, points: [[0, 0], [1, 2, 3]]}]}      | camera-defaults.lines[0].points[1] must be [x, y], got: 3 numbers
        camera-defaults: {lines: [{name: x, points: [[0, 0], 1]}]}              | camera-defaults.lines[0].points[1] must be a list, got: a single value
        camera-defaults: {lines: [{name: x, points: [[0, 0], [640, 1]]}]}       | camera-defaults.lines[0].points[1] must be x and y from 0 to 1, got: [640.0, 1.0]; divide pixels by the width and the height of the picture
        camera-defaults: {lines: [{name: x, points: [[0, 0], [0, 1]], directions: [in]}]} | camera-defaults.lines[0].directions must be two different names, such as [in, out], got: [in]
        cameras: [{id: a, url: b, zones: [{name: x, points: [[0, 0], [1, 0], [1, 1]], anchor: top}]}] | cameras[0].zones[0].anchor must be bottom-centre or centre, got: top
        cameras: [{id: a, url: b, zones: [{name: x, points: [[0, 0], [1, 1], [1, 0], [0, 1]]}]}] | cameras[0].zones[0].points must be a border that does not cross itself
        cameras: [{id: a, url: b, zones: [{name: x y, points: [[0, 0], [1, 0], [1, 1]]}]}] | cameras[0].zones[0].name must be 1 to 60 letters (A to Z), digits, '.', '_' and '-', got: 'x y'
        cameras: [{id: a, url: b, zones: [{name: x, points: [[0, 0], [1, 0], [1, 1]], occupancy: {full: 5}}]}] | cameras[0].zones[0].occupancy.clear is missing
        cameras: [{id: a, url: b, zones: [{name: x, points: [[0, 0], [1, 0], [1, 1]], occupancy: {full: 5, clear: 5}}]}] | cameras[0].zones[0].occupancy.clear must be 0 or more and less than full (5), got: 5
        cameras: [{id: a, url: b, zones: [{name: x, points: [[0, 0], [1, 0], [1, 1]], occupancy: 5}]}] | cameras[0].zones[0].occupancy must be names and values below it, got: a single value
        cameras: [{id: a, url: b, zones: [{name: x, points: [[0, 0], [1, 0], [1, 1]], loiter: 90}]}] | cameras[0].zones[0].loiter must be a whole number with ms, s, m, h or d, such as '10 s', got: '90'
        cameras: [{id: a, url: b, zones: [{name: x, points: [[0, 0], [1, 0], [1, 1]], confidence: {car: 0.1}}]}] | cameras[0].zones[0].confidence.car must be detector.confidence (0.25) or more, got: 0.1
        cameras: [{id: a, url: b, classes: [car], lines: [{name: x, points: [[0, 0], [1, 1]], classes: [bus]}]}] | cameras[0].lines[0].classes must be among the classes [car], got: bus
        cameras: [{id: a, url: b, lines: [{name: x, points: [[0, 0], [1, 1]]}, {name: x, points: [[0, 0], [1, 0]]}]}] | cameras[0].lines[1].name must be unique among the zones and lines of a camera, and lines[0] has it already, got: x; rename one of them
        cameras: [{id: a, url: b, event-confidence: 7}]                         | cameras[0].event-confidence must be 0 to 1, got: 7.0
        cameras: [{id: a, url: b, confidence: {car: 0.1}}]                      | cameras[0].confidence.car must be detector.confidence (0.25) or more, got: 0.1
        cameras: [{id: a, url: b, classes: [car], event-classes: [car, bus]}]   | cameras[0].event-classes must be among the classes [car], got: bus
        http: {port: 70000}                        | http.port must be 0 (any free one) to 65535, got: 70000
        console: {aggregators: [{a: b}]}           | console.aggregators[0] must be a single value, got: keys and values
        console: {aggregators: [aggregator-1]}     | console.aggregators must each be like http://HOST:PORT, without a user, got: aggregator-1
        console: {events: 0}                       | console.events must be 1 to 100000, got: 0
        detector: {lanes: 010}                     | detector.lanes must be a whole number, got: 010
        detector: {lanes: 0x10}                    | detector.lanes must be a whole number, got: 0x10
        detector: {max-pixels: 1_000}              | detector.max-pixels must be a whole number, got: 1_000
        detector: {lanes: 99999999999}             | detector.lanes must be a whole number, got: 99999999999
        detector: {confidence: .inf}               | detector.confidence must be a number, got: .inf
        detector: {multi-label: on}                | detector.multi-label must be true or false, got: on
        camera-defaults: {mode: 0}                 | camera-defaults.mode must be auto, live or lossless, got: 0
        cameras: [{id: ~, url: b}]                 | cameras[0].id has no value: give it one or remove the key ('null' and '~' mean no value unless quoted)
        cameras: [{id: a, url: b, start: 2026-05-01}] | cameras[0].start must be a time such as 2026-05-01T08:00:00Z, got: 2026-05-01
        topics: {partitions: 0}                    | topics.partitions must be 1 to 1000, got: 0
        topics: {prefix: "a b"}                    | topics.prefix must be up to 100 letters, digits, '.', '_' and '-', got: 'a b'
        """)
    void nameTheKeyTheValueAndTheRemedy(String yaml, String expected) throws IOException {
        Path file = file(yaml);

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> new ConfigReader().file(file).read())
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(expected)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void areAllToldAtOnceEachInALineOfItsOwnInTheOrderOfTheFile() throws IOException {
        Path file = file("""
                detector: {lanes: -1, batch: many, confidnce: 1}
                aggregator: {confirm: 9, window: soon}
                camera-defaults: {fps: -2}
                cameras:
                  - {id: a/b, url: b, fps: fast, color: red}
                  - {id: c, start: noon, every: -1}
                  - nothing
                """);
        ConfigReader reader = new ConfigReader().file(file).environment(Map.of("HAWKEYE_HTTP_PORT", "70000"));

        ConfigException error = catchThrowableOfType(ConfigException.class, reader::read);

        assertThat(error.lines())
                .allSatisfy(line -> assertThat(line)
                        .matches("(\\Q" + file + "\\E|HAWKEYE_HTTP_PORT): .*")
                        .doesNotContain("any-camera"))
                .extracting(line -> line.replaceAll("^(.*site.yaml|HAWKEYE_HTTP_PORT): |( must|;).*", ""))
                .containsExactly(
                        "detector.lanes",
                        "detector.batch",
                        "unknown key detector.confidnce",
                        "aggregator.confirm",
                        "aggregator.window",
                        "camera-defaults.fps",
                        "cameras[0].id",
                        "cameras[0].fps",
                        "unknown key cameras[0].color",
                        "cameras[1].url is missing: each camera has an id and a url",
                        "cameras[1].start",
                        "cameras[1].every",
                        "cameras[2]",
                        "http.port");
        assertThat(error).hasMessageEndingWith("(and 13 more)");
    }

    @Test
    void ofCamerasAmongEachOtherAreToldBesideAllOthers() throws IOException {
        Path file = file("""
                cameras:
                  - {id: a, url: b, fps: -1}
                  - {id: a, url: b, confidence: {car: 0.1, bus: 0.2}}
                  - {id: a, url: b, classes: [car], event-classes: [bus, person]}
                  - {id: c, url: b}
                camera-defaults: {confidence: {truck: 0.1}}
                detector: {lanes: many}
                """);

        ConfigException error = catchThrowableOfType(
                ConfigException.class, () -> new ConfigReader().file(file).read());

        assertThat(error.lines())
                .extracting(line -> line.replaceAll("^.*site.yaml: | must.*", ""))
                .containsExactly(
                        "cameras[0].fps",
                        "cameras[1].id",
                        "cameras[2].id",
                        "cameras[2].event-classes",
                        "cameras[2].event-classes",
                        "camera-defaults.confidence.truck",
                        "detector.lanes");
    }

    @Test
    void ofZonesAndLinesAreAllTold() throws IOException {
        Path file = file("""
                camera-defaults:
                  zones:
                    - {name: a, points: [[0, 0], [2, 0], [1, 1]], loiter: soon, color: red}
                    - {points: [[0, 0], [1, 0], [1, 1]], inertia: 2 m}
                    - nothing
                cameras:
                  - id: gate
                    url: b
                    zones:
                      - {name: a b, points: [[0, 0]], confidence: {car: 7, bus: x}}
                      - {name: c, points: [[0, 0], [1, 0], [1, 1]], occupancy: {full: many, clear: 2, empty: 0}}
                    lines:
                      - {name: c, points: [[0, 0], [1, 1]]}
                      - {name: d, points: [[0, 0], [1, 1]], directions: [in, up hill]}
                """);

        ConfigException error = catchThrowableOfType(
                ConfigException.class, () -> new ConfigReader().file(file).read());

        assertThat(error.lines())
                .extracting(line -> line.replaceAll("^.*site.yaml: |( must|;).*", ""))
                .containsExactly(
                        "camera-defaults.zones[0].points[1]",
                        "camera-defaults.zones[0].loiter",
                        "unknown key camera-defaults.zones[0].color",
                        "camera-defaults.zones[1].name is missing",
                        "camera-defaults.zones[1].inertia",
                        "camera-defaults.zones[2]",
                        "cameras[0].zones[0].name",
                        "cameras[0].zones[0].points",
                        "cameras[0].zones[0].confidence.bus",
                        "cameras[0].zones[0].confidence.car",
                        "unknown key cameras[0].zones[1].occupancy.empty",
                        "cameras[0].zones[1].occupancy.full",
                        "cameras[0].lines[0].name",
                        "cameras[0].lines[1].directions");
    }

    @Test
    void ofWhatIsLookedAtBesidesAreToldWithAllOthersButNotOfAValueThatIsWrongAnyway() throws IOException {
        Path file = file("data-directory: /data\ndetector: {model: [a]}\nhttp: {port: x}\n");
        ConfigReader reader = new ConfigReader().file(file).checking((config, problems) -> {
            problems.accept("http.host", "must be known");
            problems.accept("data-directory", "must be there");
            problems.accept("detector.model", "is missing");
        });

        ConfigException error = catchThrowableOfType(ConfigException.class, reader::read);

        assertThat(error.lines())
                .extracting(line -> line.replaceAll("^.*site.yaml: ", ""))
                .containsExactly(
                        "data-directory must be there",
                        "detector.model must be a single value, got: a list",
                        "http.host must be known",
                        "http.port must be a whole number, got: x");
    }

    @Test
    void ofANeighborAreToldWithoutThoseThatTheyBring() throws IOException {
        Path file = file("ingest: {retry-first: 2 m}\nhttp: {port: -1}\n");

        ConfigException error = catchThrowableOfType(
                ConfigException.class, () -> new ConfigReader().file(file).read());

        assertThat(error.lines())
                .extracting(line -> line.replaceAll("^.*site.yaml: | must.*", ""))
                .containsExactlyInAnyOrder("ingest.retry-longest", "http.port");
    }

    @Test
    void areOfBoundedLength() throws IOException {
        refusal(file("cameras: [{id: " + "x".repeat(100_000) + ", url: a}]"))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1100));
    }

    @Test
    void nameTheLineOfWhatIsNoYaml() throws IOException {
        refusal(file("detector:\n  lanes: 2\n bad: [1,\n"))
                .withMessageContaining("line 3")
                .withMessageContaining("not YAML");
    }

    @Test
    void nameTheLineOfAKeyThatIsThereTwice() throws IOException {
        refusal(file("detector:\n  lanes: 2\n  batch: 1\n  lanes: 3\n"))
                .withMessageContaining("line 4")
                .withMessageContaining("lanes");
    }

    @Test
    void nameAFileThatIsMissingOrNoText() throws IOException {
        refusal(directory.resolve("none.yaml")).withMessageContaining("none.yaml: no such file");
        refusal(directory).withMessageStartingWith(directory + ": cannot be read");
        Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        refusal(binary).withMessageContaining("not a text file in UTF-8");
    }

    private static org.assertj.core.api.ThrowableAssertAlternative<ConfigException> refusal(Path file) {
        return assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> new ConfigReader().file(file).read())
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(directory.resolve("site.yaml"), yaml);
    }
}
