package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.app.service.DriftRemedy;
import dev.hawkeye.testing.BlockModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A model in use that no longer finds what its original finds, and the one that takes its place. */
@Timeout(240)
@Tag("thorough")
final class ModelRequantizeIT {
    private static final int FRAMES = 48;

    @TempDir
    Path directory;

    private LocalSurroundings surroundings;
    private Path config;
    private Path original;
    private Path drifted;

    @BeforeEach
    void aSiteWithFramesOfTwoCameras() throws Exception {
        surroundings = new LocalSurroundings(Files.createDirectories(directory.resolve("site")));
        config = surroundings.config(surroundings.bootstrapServers());
        original = Files.write(directory.resolve("blocks.onnx"), BlockModel.dynamic());
        drifted = Files.write(
                directory.resolve("drifted.onnx"),
                BlockModel.builder().mistaking().build());
        surroundings.film(FRAMES, "gate", "yard");
    }

    @AfterEach
    void stop() {
        surroundings.close();
    }

    @Test
    void aBetterOneIsMadeFromTheFramesOfTheCameraAndTriedThere() {
        // given
        assertThat(run("requantize", "--cameras", "gate").err())
                .singleElement()
                .asString()
                .contains("no model was published");
        publish(drifted, original);
        assertThat(run("requantize").out()).singleElement().asString().startsWith("No camera has drifted");

        // when
        CommandLineRun made = run("requantize", "--cameras", "gate", "--canary", "2h");

        // then
        assertThat(made.exitCode()).as(made.toString()).isZero();
        assertThat(made.out()).first().asString().startsWith("better: agreement (F1)");
        assertThat(made.out())
                .last()
                .asString()
                .matches("blocks\\.int8-\\d{8}-\\d{4}\\.onnx will be tried on gate: revision 2");
        assertThat(run("active").out())
                .anySatisfy(line -> assertThat(line).contains("blocks.int8-", "requantize, "))
                .anySatisfy(line -> assertThat(line).contains("gate"));
        assertThat(run("requantize", "--cameras", "gate").err())
                .singleElement()
                .asString()
                .contains("is being tried");

        // and when its trial is ended
        assertThat(run("rollback").exitCode()).isZero();

        // then it is the one before that could be made again
        assertThat(run("requantize").out()).singleElement().asString().startsWith("No camera has drifted");
    }

    @Test
    void oneThatIsNoBetterIsNotPublished() {
        publish(original, original);

        CommandLineRun made = run("requantize", "--cameras", "gate");

        assertThat(made.exitCode()).isEqualTo(1);
        assertThat(made.out()).first().asString().startsWith("not better: ");
        assertThat(run("active").out()).first().asString().contains("blocks.onnx", "revision 1");
    }

    @Test
    void aCameraWithoutFramesAndAModelWithoutItsOriginalAreErrors() {
        publish(drifted, original);
        assertThat(run("requantize", "--cameras", "roof").err())
                .singleElement()
                .asString()
                .contains("0 pictures of roof", "at least 8 are needed");

        assertThat(run("publish", drifted.toString(), "--no-trial").exitCode()).isZero();
        assertThat(run("requantize", "--cameras", "gate").err())
                .singleElement()
                .asString()
                .contains("publish it again with --original FP32.onnx");
    }

    @Test
    void whatNobodySignedIsNotMadeIntoSomethingSigned() throws Exception {
        // given
        publish(drifted, original);
        PublicKey key =
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
        String settings = Files.readString(config).replaceFirst("}\\s*$", "");
        Files.writeString(
                config,
                settings + ", detector: {model-public-key: "
                        + Base64.getEncoder().encodeToString(key.getEncoded()) + "}}");

        // when
        CommandLineRun made = run("requantize", "--cameras", "gate");

        // then
        assertThat(made.exitCode()).isEqualTo(2);
        assertThat(made.err()).singleElement().asString().contains("blocks.onnx is not signed");
    }

    @Test
    void aDetectorWhoseCameraHasDriftedHasItMadeByAProcessOfItsOwn() {
        // given
        publish(drifted, original);
        Map<String, Double> cameras = Map.of("yard", 0.1);

        // when
        try (DriftRemedy remedy = DriftRemedy.of(
                () -> new TreeMap<>(cameras), List.of("--config", config.toString(), "--cameras", "yard"))) {
            remedy.look();
            // then
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> run("active").out().get(0).contains("blocks.int8-"));
        }
    }

    private void publish(Path model, Path its) {
        CommandLineRun published = run("publish", model.toString(), "--original", its.toString(), "--no-trial");
        assertThat(published.exitCode()).as(published.toString()).isZero();
    }

    private CommandLineRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("model"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--config", config.toString()));
        return CommandLineRun.of(all.toArray(String[]::new));
    }
}
