package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration file of a process that runs is edited. */
final class ChangedConfigIT {
    private static final String GATE = "  - {id: gate, url: 'synthetic:street?fps=5&seed=1'}\n";
    private static final String TARGETS =
            "notify: {targets: [{name: guard, type: webhook, url: 'http://127.0.0.1:9/'}], rules: [{name: all}]}\n";
    private static final String YARD =
            "  - {id: yard, url: 'synthetic:street?fps=5&seed=2', lines: [{name: middle, points: [[0, 0.5], [1, 0.5]]}]}\n";

    @TempDir
    Path folder;

    private final LocalHttp http = LocalHttp.free();
    private final int kafkaPort = Ports.free();

    @Test
    void camerasAndTargetsComeAndGoAndAnErrorChangesNothing() throws Exception {
        Files.write(folder.resolve("blocks.onnx"), BlockModel.dynamic());
        write(GATE);
        try (HawkeyeProcess process = HawkeyeProcess.start(folder, "run", "--config", file().toString())) {
            // given
            eventually(() -> http.body("/api/cameras").contains("\"id\":\"gate\""));

            // when
            write(GATE + YARD);
            // then
            process.awaitLine("has changed: cameras added: yard");
            eventually(() -> http.body("/api/cameras").contains("\"id\":\"yard\""));
            assertThat(http.body("/api/scenes")).contains("\"middle\"");

            // when
            write(GATE + YARD.replace("lines", "linse"));
            // then
            process.awaitLine("has changed and is refused");
            process.awaitLine("linse");
            assertThat(http.body("/api/scenes")).contains("\"middle\"");

            // when
            write(YARD);
            // then
            process.awaitLine("has changed: cameras removed: gate");
            eventually(() -> !http.body("/api/cameras").contains("\"id\":\"gate\""));
            assertThat(http.body("/api/cameras")).contains("\"id\":\"yard\"");
            assertThat(http.body("/ready")).doesNotContain("notify");

            // when
            write(YARD + TARGETS);
            // then
            process.awaitLine("has changed: rules of alarms; targets of alarms");
            eventually(() -> http.body("/ready").contains("\"notify\":\"UP\""));
            assertThat(http.body("/metrics")).contains("hawkeye_notify_target_up{");

            // when
            write(YARD);
            // then
            eventually(() -> !http.body("/metrics").contains("hawkeye_notify_target_up{"));
        }
    }

    private static void eventually(Callable<Boolean> condition) {
        await().ignoreExceptions().atMost(Duration.ofMinutes(4)).until(condition);
    }

    private Path file() {
        return folder.resolve("site.yaml");
    }

    /** As editors do: another file in its place. */
    private void write(String cameras) throws IOException {
        String text = "data-directory: " + folder.resolve("data") + "\nhttp: {port: " + http.port()
                + "}\nkafka: {bootstrap.servers: '127.0.0.1:" + kafkaPort + "'}\ndetector: {model: "
                + folder.resolve("blocks.onnx") + "}\ncameras:\n" + cameras;
        Path next = Files.writeString(folder.resolve("next"), text);
        Files.move(next, file(), StandardCopyOption.REPLACE_EXISTING);
    }
}
