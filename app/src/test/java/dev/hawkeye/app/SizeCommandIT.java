package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.testing.BlockModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SizeCommandIT {
    @TempDir
    Path directory;

    @Test
    void saysHowManyCamerasFitAndWhatWouldHelpWhereTheyDoNot() throws IOException {
        // given
        Path model = Files.write(directory.resolve("blocks.onnx"), BlockModel.dynamic());

        // when
        CommandLineRun run = size("--model", model, "--seconds", "0.05", "--cameras", "1000000", "--fps", "2");

        // then
        assertThat(run.exitCode()).as(String.join("\n", run.err())).isEqualTo(1);
        assertThat(run.err()).hasSize(2).anyMatch(line -> line.startsWith("measuring blocks.onnx ("));
        assertThat(run.out())
                .anyMatch(line -> line.startsWith("This machine: ") && line.contains("1280x720"))
                .anyMatch(line -> line.matches("model +frames/s +planned \\(70 %\\) +cameras at 2 fps"))
                .anyMatch(line -> line.matches("blocks\\.onnx \\(.+\\) +\\d+\\.\\d +\\d+\\.\\d +\\d+"))
                .anyMatch(line ->
                        line.matches("With blocks\\.onnx \\(.+\\) this machine analyzes \\d+\\.\\d frames/s, of which"
                                + " \\d+\\.\\d \\(70 %\\) are planned; 1000000 cameras at 2 fps want 2000000\\.0: does not fit \\(at most"
                                + " \\d+\\)\\. What would help:"))
                .anyMatch(line -> line.matches("  1\\. an INT8 model instead of blocks\\.onnx.*"))
                .anyMatch(line -> line.matches(
                        "  2\\. a lower fps, or fewer cameras: .*\\(70 %\\) are planned, can be analyzed.*"))
                .anyMatch(line -> line.matches(
                        "  3\\. a smaller max-width.*: its JPEG takes \\d+ % of a frame's analysis time.*"))
                .anyMatch(line -> line.matches("  4\\. detectors on more machines .*: \\d+ such machines for each .*"));
    }

    @Test
    void succeedsWhereTheCamerasFit() throws IOException {
        Path model = Files.write(directory.resolve("blocks.onnx"), BlockModel.dynamic());

        CommandLineRun run = size("--model", model, "--seconds", "0.05", "--cameras", "1", "--fps", "0.05");

        assertThat(run.exitCode()).as(String.join("\n", run.err())).isZero();
        assertThat(run.out()).last().asString().endsWith("1 camera at 0.05 fps wants 0.1: fits.");
    }

    @Test
    void refusesWhatCannotBeMeasured() throws IOException {
        Path model = Files.write(directory.resolve("blocks.onnx"), BlockModel.dynamic());

        for (String cameras : List.of("0", "-1", "1000000000")) {
            assertThat(refused("--cameras", cameras))
                    .contains("--cameras must be 1 to 1000000, got: " + cameras + "; ");
        }
        for (String fps : List.of("0", "-2", "NaN", "10000", "Infinity")) {
            assertThat(refused("--fps", fps))
                    .contains("--fps must be above 0 and at most 1000, got: ")
                    .contains("; ");
        }
        assertThat(refused("--seconds", "0")).contains("--seconds must be above 0");
        assertThat(refused("--model", directory.resolve("none.onnx"))).contains("none.onnx");
        assertThat(refused("--model", model, "--video", directory.resolve("none.mp4")))
                .contains("there is no file");
    }

    private static String refused(Object... arguments) {
        CommandLineRun run = size(arguments);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        return run.err().get(run.err().size() - 1);
    }

    private static CommandLineRun size(Object... arguments) {
        return CommandLineRun.of(
                Stream.concat(Stream.of("size"), Arrays.stream(arguments).map(Object::toString))
                        .toArray(String[]::new));
    }
}
