package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code hawkeye camera} and {@code hawkeye settings} on a site that runs. */
@Timeout(300)
final class SettingsCommandsIT {
    @TempDir
    Path folder;

    private final LocalHttp http = LocalHttp.free();
    private final int kafkaPort = Ports.free();
    private Path file;

    @Test
    void camerasAreAddedChangedRefusedTakenBackAndStayAfterARestart() throws Exception {
        Files.write(folder.resolve("blocks.onnx"), BlockModel.dynamic());
        file = Files.writeString(
                folder.resolve("site.yaml"),
                "data-directory: " + folder.resolve("data") + "\nhttp: {port: " + http.port()
                        + "}\nkafka: {bootstrap.servers: '127.0.0.1:" + kafkaPort + "'}\ndetector: {model: "
                        + folder.resolve("blocks.onnx")
                        + "}\nprofiles: {night: {camera-defaults: {fps: 1}}}\ncameras:\n"
                        + "  - {id: gate, url: 'synthetic:street?fps=5&seed=1'}\n");
        try (HawkeyeProcess process = HawkeyeProcess.start(folder, "run", "--config", file.toString())) {
            // given
            process.awaitLine("Hawkeye is running: 1 cameras");
            eventually(() -> http.body("/api/cameras").contains("\"id\":\"gate\""));
            assertThat(run("settings", "show").out()).singleElement().asString().contains("site-settings is empty");

            // when a camera is added, with a line
            CommandLineRun added = run(
                    "camera",
                    "add",
                    "yard",
                    "synthetic:street?fps=5&seed=2",
                    "lines=[{name: middle, points: [[0, 0.5], [1, 0.5]]}]");
            // then the process runs with it
            assertThat(added.exitCode()).as(added.toString()).isZero();
            assertThat(added.out()).first().isEqualTo("revision 2: camera add yard");
            assertThat(added.out()).last().asString().startsWith("run ").endsWith(" runs with revision 2");
            eventually(() -> http.body("/api/cameras").contains("\"id\":\"yard\""));
            assertThat(http.body("/api/scenes")).contains("\"middle\"");

            // when the model lacks a class that a change names
            CommandLineRun refused = run("settings", "set", "classes=[unicorn]");
            // then the change is taken back, with the reason
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.out())
                    .anySatisfy(line -> assertThat(line).contains("refuses revision 3", "classes", "unicorn"))
                    .last()
                    .asString()
                    .contains("revision 3 is undone");

            // when a secret is named that the process does not know
            CommandLineRun unknown = run("camera", "set", "yard", "url=rtsp://${yard}@192.0.2.9/");
            // then likewise
            assertThat(unknown.out())
                    .anySatisfy(line -> assertThat(line).contains("camera yard.url names the secret yard"));

            // when something changes that takes effect at a start only
            CommandLineRun fixed = run("settings", "set", "aggregator.window=1m");
            // then it is not written at all
            assertThat(fixed.exitCode()).isEqualTo(2);
            assertThat(fixed.err()).singleElement().asString().contains("aggregator.window cannot change");
            assertThat(run("settings", "set", "aggregator.confirm=2", "ingest.gate.audit=20", "fps=4")
                            .exitCode())
                    .isZero();
            assertThat(run("settings", "undo").exitCode()).isZero();

            // when no score is high enough any more
            eventually(() -> newestDetection().contains("\"confidence\""));
            assertThat(run("settings", "set", "detector.confidence=1").exitCode())
                    .isZero();
            // then nothing is detected
            eventually(() -> {
                String detection = newestDetection();
                return detection.contains("\"DETECTED\"") && detection.contains("\"objects\":[]");
            });
            assertThat(run("settings", "undo").exitCode()).isZero();
            eventually(() -> newestDetection().contains("\"confidence\""));

            // when a camera is removed
            assertThat(run("camera", "remove", "gate").exitCode()).isZero();
            // then it is gone
            eventually(() -> !http.body("/api/cameras").contains("\"id\":\"gate\""));
            assertThat(run("settings", "status").out()).last().asString().contains("run", "APPLIED");
            assertThat(run("settings", "history", "--limit", "1").out().get(0)).contains("camera remove gate");
        }
        // and after a restart with the same file the cameras are those of the topic
        try (HawkeyeProcess again = HawkeyeProcess.start(folder, "run", "--config", file.toString())) {
            again.awaitLine("The 1 cameras are those of site-settings, revision 11");
            eventually(() -> http.body("/api/cameras").contains("\"id\":\"yard\""));
            assertThat(http.body("/api/scenes")).contains("\"middle\"");

            // when the last change is undone
            assertThat(run("settings", "undo").exitCode()).isZero();
            // then the camera is back
            eventually(() -> http.body("/api/cameras").contains("\"id\":\"gate\""));
            assertThat(run("settings", "show").out())
                    .anySatisfy(line -> assertThat(line).contains("gate"));
        }
    }

    @Test
    void whatIsNoKeyOrNoValueIsAnErrorBeforeKafkaIsAsked() {
        assertThat(CommandLineRun.of("camera", "set", "gate", "fps").err())
                .singleElement()
                .asString()
                .contains("'fps' must be KEY=VALUE");
        assertThat(CommandLineRun.of("camera", "set", "gate", "id=yard").err())
                .singleElement()
                .asString()
                .contains("id cannot be changed");
    }

    /** Of the yard: one that was analyzed after this is called, but for some that were under way. */
    private String newestDetection() {
        return run("tail", "detections", "--camera", "yard", "--limit", "5")
                .out()
                .get(4);
    }

    private CommandLineRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--config", file.toString()));
        return CommandLineRun.of(all.toArray(String[]::new));
    }

    private static void eventually(Callable<Boolean> condition) {
        await().ignoreExceptions().atMost(Duration.ofMinutes(2)).until(condition);
    }
}
