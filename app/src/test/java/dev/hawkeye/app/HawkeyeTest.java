package dev.hawkeye.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.testing.BlockModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HawkeyeTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"run", "ingest", "detect", "aggregate", "notify", "tail"})
    void explainsEachCommand(String command) {
        CommandLineRun run = CommandLineRun.of(command, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).first().asString().startsWith("Usage: hawkeye " + command);
        assertThat(run.out()).anyMatch(line -> line.contains("--config=FILE"));
    }

    @Test
    void printsItsVersion() {
        assertThat(CommandLineRun.of("--version").out()).first().asString().startsWith("hawkeye ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "model", "topics", "config"})
    void showsWhatThereIsWhereACommandIsLeftOut(String words) {
        CommandLineRun run = CommandLineRun.of(words.isEmpty() ? new String[0] : new String[] {words});

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .anyMatch(line -> line.startsWith("Usage: " + ("hawkeye " + words).strip()))
                .contains("Commands:", "Exit codes:");
    }

    @Test
    void aReplayWhoseReportCannotBeWrittenIsRefusedBeforeItBegins() throws IOException {
        Path file = Files.writeString(directory.resolve("report"), "of another replay");

        CommandLineRun run = CommandLineRun.of(
                "replay",
                "--from",
                "2026-05-01T08:00:00Z",
                "--to",
                "2026-05-01T09:00:00Z",
                "--kafka",
                "127.0.0.1:1",
                "--out",
                file.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).singleElement().asString().startsWith("hawkeye: --out " + file + " cannot be written");
    }

    @Test
    void refusesWhatItDoesNotKnowInOneLineWithTheNearestThatItDoes() {
        assertThat(refused("ru")).isEqualTo("hawkeye: unknown command ru: did you mean run?; see hawkeye --help");
        assertThat(refused("model", "inspct")).contains("unknown command inspct: did you mean inspect?");
        assertThat(refused("run", "--confg", "x")).contains("unknown option --confg: did you mean --config?");
        assertThat(refused("run", "--confg=x")).contains("unknown option --confg: did you mean --config?");
        assertThat(refused("run", "site.yaml"))
                .contains("'site.yaml' is an unexpected argument; see hawkeye run --help");
        assertThat(refused("somethingelse")).contains("unknown command somethingelse; see hawkeye --help");
        assertThat(refused("tail")).contains("TOPIC");
        assertThat(refused("tail", "counts", "--limit", "many")).contains("'many' is not a whole number");
    }

    @Test
    void reportsEveryErrorOfTheSettingsOnePerLine() throws IOException {
        CommandLineRun run = CommandLineRun.of(
                "config", "check", "--config", config("{detector: {lanes: -1}, http: {port: x}, color: red}"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .hasSize(3)
                .allMatch(line -> line.startsWith("hawkeye: "))
                .anyMatch(line -> line.contains("detector.lanes must be"))
                .anyMatch(line -> line.contains("http.port must be"))
                .anyMatch(line -> line.contains("unknown key color"));
    }

    @Test
    void reportsAtOnceWhatRunWouldFailOnOneByOne() throws IOException {
        Files.createDirectory(directory.resolve("pictures"));
        Files.createFile(directory.resolve("store.jks"));
        String file = config("""
                kafka: {security.protocol: SLL, ssl.keystore.location: %1$s/store.jks, acks: most}
                registry: {schema.registry.ssl.truststore.location: %1$s/none.jks}
                data-directory: %1$s/store.jks/data
                detector: {model: %1$s/none.onnx, kafka: {ssl.truststore.location: %1$s/none.jks}}
                cameras:
                  - {id: a, url: %1$s/none.mp4}
                  - {id: a, url: %1$s/pictures}
                  - {id: b, url: %1$s/store.jks, fps: -1}
                  - {id: c, url: "rtsp://192.0.2.1/"}
                notify:
                  targets: [{name: t, type: mqtt, url: "mqtts://192.0.2.2", trust: %1$s/none.pem}]
                  kafka: {isolation.level: read_all}
                """.formatted(directory));

        CommandLineRun run = CommandLineRun.of("config", "check", "--config", file);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .allMatch(line -> line.startsWith("hawkeye: " + file + ": "))
                .extracting(line ->
                        line.substring(("hawkeye: " + file + ": ").length()).replaceAll(" .*", ""))
                .containsExactly(
                        "kafka.security.protocol",
                        "kafka.ssl.keystore.location",
                        "kafka.acks",
                        "registry.schema.registry.ssl.truststore.location",
                        "data-directory",
                        "detector.model",
                        "detector.kafka.ssl.truststore.location",
                        "cameras[0].url",
                        "cameras[1].id",
                        "cameras[1].url",
                        "cameras[2].url",
                        "cameras[2].fps",
                        "notify.targets[0].trust",
                        "notify.kafka.isolation.level");
        assertThat(run.err())
                .anyMatch(line -> line.endsWith("cameras[0].url must be a readable video file or folder of pictures,"
                        + " got: " + directory + "/none.mp4 (there is no file " + directory
                        + "/none.mp4); fix the path, or put it there"));
    }

    @Test
    void asksServicesThatHaveARegistryForItsAddressAndForNoDataDirectory() throws IOException {
        Files.createFile(directory.resolve("file"));
        String settings =
                "{data-directory: " + directory + "/file/data, registry: {schema.registry.url: \"%sregistry:8081\"}}";

        assertThat(refused("config", "check", "--config", config(settings.formatted(""))))
                .contains("registry.schema.registry.url must be http://HOST:PORT", "got: registry:8081");
        assertThat(CommandLineRun.of("config", "check", "--config", config(settings.formatted("http://")))
                        .exitCode())
                .isZero();
    }

    @Test
    void saysOfSettingsThatTheyAreOk() throws IOException {
        CommandLineRun run =
                CommandLineRun.of("config", "check", "--config", config("cameras: [{id: 007, url: /dev/video0}]"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).containsExactly("ok, 1 camera; detector.model is not set, which run and detect require");
    }

    @Test
    void showsSettingsWithWhatSetThemAndWithoutSecrets() throws IOException {
        String file = config("{http: {token: hunter2hunter2hunter2}, kafka: {sasl.jaas.config: hunter2},"
                + " cameras: [{id: gate, url: 'rtsp://user:hunter2@192.0.2.1/s'}]}");

        CommandLineRun run = CommandLineRun.of("config", "show", "--config", file);

        assertThat(run.exitCode()).isZero();
        assertThat(String.join("\n", run.out()))
                .containsPattern("detector.batch +4 +hawkeye.yaml")
                .containsPattern("http.token +\\*\\*\\* +" + Pattern.quote(file))
                .contains("rtsp://***@192.0.2.1/s")
                .doesNotContain("hunter2");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void completesItsWordsInBash() throws Exception {
        CommandLineRun run = CommandLineRun.of("completion", "bash");
        Path script = Files.write(directory.resolve("completion"), run.out());

        Process bash = new ProcessBuilder(
                        "bash",
                        "-c",
                        "source " + script + "; COMP_WORDS=(hawkeye mo); COMP_CWORD=1; _complete_hawkeye;"
                                + " echo ${COMPREPLY[@]}; COMP_WORDS=(hawkeye run --conf); COMP_CWORD=2;"
                                + " _complete_hawkeye; echo ${COMPREPLY[@]}")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();

        assertThat(new String(bash.getInputStream().readAllBytes(), UTF_8)
                        .lines()
                        .map(String::strip))
                .containsExactly("model", "--config");
    }

    @Test
    void doesNotRepeatThePasswordOfACameraThatIsNoArgument() {
        assertThat(refused("demo", "gate=rtsp://admin:s3cret@10.0.0.7/live"))
                .contains("10.0.0.7/live")
                .doesNotContain("s3cret");
        assertThat(refused("run", "--camera=admin:s3cret@10.0.0.7/live")).doesNotContain("s3cret");
        assertThat(refused("tail", "rtsp://admin:s3cret@10.0.0.7/live"))
                .contains("got: rtsp://***@10.0.0.7/live")
                .doesNotContain("s3cret");
        assertThat(refused("config", "check", "--config=rtsp://admin:s3cret@10.0.0.7/live"))
                .contains("rtsp:/***@10.0.0.7/live: no such file")
                .doesNotContain("s3cret");
    }

    @Test
    void refusesAMissingFileInOneLine() {
        assertThat(refused("run", "--config", "none.yaml")).contains("none.yaml: no such file");
    }

    @Test
    void refusesToRunWithoutAModel() throws IOException {
        assertThat(refused("run", "--config", config("{}"))).contains("detector.model is missing");
        assertThat(CommandLineRun.of("run", "--config", config("{detector: {model: none.onnx}, http: {port: x}}"))
                        .err())
                .hasSize(2);
        assertThat(refused("run", "--config", config("detector: {model: none.onnx}")))
                .contains("detector.model must be a file, got: none.onnx");
    }

    @Test
    void refusesToRunOnAKafkaThatItIsNotToldToUse() throws IOException {
        Path model = Files.write(directory.resolve("model.onnx"), BlockModel.dynamic());

        assertThat(refused(
                        "run",
                        "--config",
                        config("{kafka: {bootstrap.servers: 'kafka.example:9092'}, detector: {model: " + model + "}}")))
                .contains("add --kafka kafka.example:9092");
    }

    @Test
    void refusesADataDirectoryOfAnotherVersion() throws IOException {
        Path model = Files.write(directory.resolve("model.onnx"), BlockModel.dynamic());
        Files.writeString(directory.resolve("layout-version"), "99\n");

        assertThat(refused(
                        "run",
                        "--config",
                        config("{data-directory: " + directory + ", detector: {model: " + model + "}}")))
                .contains("data-directory " + directory + " was written by another version");
    }

    @Test
    void refusesAnHttpPortInUse() throws IOException {
        Path model = Files.write(directory.resolve("model.onnx"), BlockModel.dynamic());
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(refused(
                            "run",
                            "--config",
                            config("{data-directory: " + directory + ", detector: {model: " + model + "}, http: {port: "
                                    + other.getLocalPort() + "}}")))
                    .contains("http.port " + other.getLocalPort());
        }
    }

    @Test
    void refusesToTellNobody() throws IOException {
        assertThat(refused("notify", "--config", config("registry: {schema.registry.url: 'http://registry:8081'}")))
                .contains("notify.targets must have at least one target, got: none");
    }

    @Test
    void testsOnlyATargetThatThereIs() throws IOException {
        String file = config("notify: {targets: [{name: guard, type: webhook, url: 'https://alarms.example.org/x'}]}");

        assertThat(refused("notify", "test", "gard", "--config", file))
                .contains("there is no target gard in notify.targets; did you mean guard?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "detect", "aggregate"})
    void refusesAServiceOfItsOwnWithoutARegistryThatOthersSee(String command) throws IOException {
        Path model = Files.write(directory.resolve("model.onnx"), BlockModel.dynamic());

        assertThat(refused(command, "--config", config("detector: {model: " + model + "}")))
                .contains("registry.schema.registry.url must be the address");
    }

    @Test
    void refusesATopicThatIsNotOurs() {
        assertThat(refused("tail", "bottles")).contains("TOPIC must be one of frames, detections, counts");
    }

    @Test
    void showsAStackTraceOnlyWhenAsked() {
        assertThat(CommandLineRun.of("run", "--config", "none.yaml", "--stacktrace")
                        .err())
                .hasSizeGreaterThan(3)
                .anyMatch(line -> line.contains("at dev.hawkeye.app"));
    }

    private static String refused(String... arguments) {
        CommandLineRun run = CommandLineRun.of(arguments);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).singleElement().asString().startsWith("hawkeye: ");
        return run.err().get(0);
    }

    private String config(String yaml) throws IOException {
        return Files.writeString(directory.resolve("site.yaml"), yaml).toString();
    }
}
