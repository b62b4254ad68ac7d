package dev.hawkeye.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.settings.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerScriptTest {
    private static final Path MODEL = Path.of("model.onnx");
    private static final Path VIDEO = Path.of("video.mp4");

    @TempDir
    Path folder;

    @Test
    void takesTheFiguresFromWhatTheScriptPrintsOfModelAndVideo() throws IOException, InterruptedException {
        PeerScript script = script("[ \"$1 $2\" = 'model.onnx video.mp4' ] || exit 9\n"
                + "echo '{\"framesPerSecond\": 31.5, \"processorMillis\": 55, \"counts\": {}}'\n");

        PeerScript.Result result = script.run(MODEL, VIDEO);

        assertThat(result).isEqualTo(new PeerScript.Result(31.5, 55));
    }

    @Test
    void saysThatTheScriptFailed() throws IOException {
        PeerScript script = script("exit 3\n");

        assertThatThrownBy(() -> script.run(MODEL, VIDEO))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("model.onnx video.mp4' ended with exit code 3");
    }

    @Test
    void saysThatTheScriptPrintsSomethingElse() throws IOException {
        PeerScript script = script("echo '{\"fps\": 31.5}'\n");

        assertThatThrownBy(() -> script.run(MODEL, VIDEO))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("gives no result")
                .hasMessageContaining("framesPerSecond");
    }

    private PeerScript script(String lines) throws IOException {
        return PeerScript.of("sh  " + Files.writeString(folder.resolve("peer.sh"), lines));
    }
}
