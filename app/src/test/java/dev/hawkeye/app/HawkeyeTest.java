package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HawkeyeTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"run", "ingest", "detect", "aggregate", "tail"})
    void explainsEachCommand(String command) {
        CommandLineRun run = CommandLineRun.of(command, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).first().asString().startsWith("Usage: hawkeye " + command);
        assertThat(run.out()).anyMatch(line -> line.contains("--config=FILE"));
    }

    @Test
    void tellsItsVersion() {
        assertThat(CommandLineRun.of("--version").out()).first().asString().startsWith("hawkeye ");
    }

    @Test
    void refusesWhatItDoesNotKnowInOneLine() {
        refused("ru");
        refused("run", "--confg", "x");
        refused("tail");
        refused("tail", "counts", "--limit", "many");
    }

    @Test
    void doesNotRepeatThePasswordOfACameraThatIsNoArgument() {
        assertThat(refused("demo", "gate=rtsp://admin:s3cret@10.0.0.7/live"))
                .contains("10.0.0.7/live")
                .doesNotContain("s3cret");
        assertThat(refused("run", "--camera=admin:s3cret@10.0.0.7/live")).doesNotContain("s3cret");
    }

    @Test
    void refusesAMissingFileInOneLine() {
        assertThat(refused("run", "--config", "none.yaml")).contains("none.yaml: no such file");
    }

    @Test
    void refusesToRunWithoutAModel() throws IOException {
        assertThat(refused("run", "--config", config("{}"))).contains("detector.model is missing");
        assertThat(refused("run", "--config", config("detector: {model: none.onnx}")))
                .contains("detector.model must be a file, got: none.onnx");
    }

    @Test
    void refusesToRunOnAKafkaThatItIsNotToldToUse() throws IOException {
        assertThat(refused("run", "--config", config("kafka: {bootstrap.servers: 'kafka.example:9092'}")))
                .contains("add --kafka kafka.example:9092");
    }

    @Test
    void refusesADataDirectoryOfAnotherVersion() throws IOException {
        Path model = Files.createFile(directory.resolve("model.onnx"));
        Files.writeString(directory.resolve("layout-version"), "99\n");

        assertThat(refused(
                        "run",
                        "--config",
                        config("{data-directory: " + directory + ", detector: {model: " + model + "}}")))
                .contains("data-directory " + directory + " was written by another version");
    }

    @Test
    void refusesAnHttpPortInUse() throws IOException {
        Path model = Files.createFile(directory.resolve("model.onnx"));
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(refused(
                            "run",
                            "--config",
                            config("{data-directory: " + directory + ", detector: {model: " + model + "}, http: {port: "
                                    + other.getLocalPort() + "}}")))
                    .contains("http.port " + other.getLocalPort());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "detect", "aggregate"})
    void refusesAServiceOfItsOwnWithoutARegistryThatOthersSee(String command) {
        assertThat(refused(command)).contains("registry.schema.registry.url must be the address");
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
