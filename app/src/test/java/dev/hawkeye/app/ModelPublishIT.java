package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.site.OneProcess;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.testing.BlockModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code hawkeye model publish}, {@code active} and {@code rollback} on a running site. */
@Timeout(180)
@Tag("thorough")
final class ModelPublishIT {
    @TempDir
    Path directory;

    private OneProcess process;

    @BeforeEach
    void start() throws Exception {
        Path first = Files.write(directory.resolve("first.onnx"), BlockModel.dynamic());
        HawkeyeConfig config = new ConfigReader()
                .set("detector.model", first.toString(), "test")
                .set("data-directory", directory.resolve("data").toString(), "test")
                .set("http.port", 0, "test")
                .set("topics.partitions", 2, "test")
                .read();
        process = new OneProcess(config, new OneProcess.Options(true, 0, true));
        process.start();
    }

    @AfterEach
    void stop() {
        process.close();
    }

    @Test
    void aModelIsPublishedUsedAndRolledBack() throws IOException {
        // given
        Path street = model("street.onnx", "person");
        Path yard = model("yard.onnx", "dog");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(run("active").out())
                        .contains("No model has been published: detectors use detector.model.")
                        .anySatisfy(line -> assertThat(line).contains("IN_USE", "first.onnx")));

        // when
        CommandLineRun published = run("publish", street.toString(), "--other-classes");

        // then
        assertThat(published.exitCode()).isZero();
        assertThat(published.out())
                .contains("street.onnx will be in use: revision 1")
                .last()
                .asString()
                .endsWith(" uses street.onnx");
        assertThat(process.model().name()).isEqualTo("street.onnx");

        // and when
        assertThat(run("publish", yard.toString(), "--name", "pets.onnx", "--no-trial")
                        .exitCode())
                .isZero();
        CommandLineRun back = run("rollback");

        // then
        assertThat(back.exitCode()).isZero();
        assertThat(back.out())
                .contains("street.onnx will be in use again: revision 3")
                .last()
                .asString()
                .endsWith(" uses street.onnx");
        assertThat(run("active").out().get(0)).startsWith("street.onnx (").endsWith("; before: pets.onnx");
    }

    @Test
    void aTrialIsShownAndEndedByHand() throws IOException {
        // given
        Path next = model("next.onnx", "red", "green", "blue");

        // when
        CommandLineRun published =
                run("publish", next.toString(), "--shadow", "10m", "--canary", "1h", "--cameras", "gate");

        // then
        assertThat(published.exitCode()).isEqualTo(2);
        assertThat(published.err())
                .anySatisfy(line -> assertThat(line).contains("--cameras names 'gate', which no ingest has reported"));

        // and when
        published = run("publish", next.toString(), "--shadow", "10m");

        // then
        assertThat(published.exitCode()).isZero();
        assertThat(published.out())
                .contains("next.onnx will be tried: revision 1")
                .last()
                .asString()
                .contains(" compares next.onnx with first.onnx until ");
        assertThat(run("active").out())
                .anySatisfy(line -> assertThat(line).startsWith("Compared with detector.model until "))
                .anySatisfy(line -> assertThat(line).contains("SHADOW", "first.onnx"))
                .anySatisfy(line -> assertThat(line).contains("agreement", "p95 ms"));

        // and when
        CommandLineRun ended = run("rollback");

        // then
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out())
                .contains("next.onnx is withdrawn: revision 2")
                .last()
                .asString()
                .endsWith(" uses first.onnx");
        assertThat(run("active").out()).contains("Withdrawn by hand, detector.model is in use.");
    }

    @Test
    void aModelWithOtherClassesIsRefusedByTheDetectorAndTheCommandSaysWhy() throws IOException {
        // when
        CommandLineRun run = run("publish", model("street.onnx", "person").toString());

        // then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .last()
                .asString()
                .contains(
                        " uses first.onnx and refuses street.onnx: its classes are not those of first.onnx: it lacks red,"
                                + " green, blue and adds person;");
        assertThat(run("active").out())
                .anySatisfy(line -> assertThat(line).startsWith("Refused, detector.model is in use: its classes"));
    }

    @Test
    void anAddressNeedsADigest() {
        CommandLineRun run = run("publish", "https://models.example/street.onnx");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).anySatisfy(line -> assertThat(line).contains("--sha256 is missing"));
        assertThat(run("publish", "http://models.example/street.onnx", "--sha256", "ab".repeat(32))
                        .err())
                .anySatisfy(line -> assertThat(line).contains("must be https://HOST/"));
    }

    @Test
    void aFileThatIsNoModelIsNotPublished() throws IOException {
        // given
        Path text = Files.writeString(directory.resolve("text.onnx"), "no model at all");

        // when
        CommandLineRun run = run("publish", text.toString());

        // then
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).anySatisfy(line -> assertThat(line).contains("text.onnx"));
        assertThat(process.model().name()).isEqualTo("first.onnx");
    }

    @Test
    void withoutAModelBeforeThereIsNoRollback() {
        CommandLineRun run = run("rollback");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).anySatisfy(line -> assertThat(line).contains("there is no model to return to"));
    }

    private Path model(String name, String... classes) throws IOException {
        return Files.write(
                directory.resolve(name),
                BlockModel.builder().classes(List.of(classes)).build());
    }

    private CommandLineRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("model"));
        all.addAll(List.of(arguments));
        all.addAll(List.of(
                "--kafka",
                process.kafka().get("bootstrap.servers").toString(),
                "--registry",
                "http://127.0.0.1:" + process.httpPort()));
        return CommandLineRun.of(all.toArray(String[]::new));
    }
}
