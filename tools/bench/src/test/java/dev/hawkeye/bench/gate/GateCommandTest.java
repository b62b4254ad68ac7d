package dev.hawkeye.bench.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.app.Hawkeye;
import dev.hawkeye.bench.HawkeyeWithBench;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateCommandTest {
    private static final String STREET = "synthetic:street?seconds=1";

    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "synthetic:street?seed=1 | 5 | 1 | 1 | --video: the street must end, add seconds=60",
                "synthetic:street?seconds=1&fog=yes | 5 | 1 | 1 | --video: synthetic:street takes seed, fps,",
                STREET + " | 0 | 1 | 1 | --fps must be above 0 and at most 1000, got: 0.0",
                STREET + " | NaN | 1 | 1 | --fps must be above 0 and at most 1000, got: NaN",
                STREET + " | 5 | 0 | 1 | --rounds must be at least 1, got: 0",
                STREET + " | 5 | 1 | 0 | --cameras must be from 1 to 64, got: 0",
                STREET + " | 5 | 1 | 65 | --cameras must be from 1 to 64, got: 65",
            })
    void refusesWhatCannotBeMeasured(String video, String fps, String rounds, String cameras, String message) {
        assertThat(run("--video", video, "--fps", fps, "--rounds", rounds, "--cameras", cameras))
                .isNotZero();
        assertThat(err.toString()).contains(message);
    }

    @Test
    void refusesAFolderOfPictures() {
        assertThat(run("--video", folder.toString())).isNotZero();
        assertThat(err.toString()).contains("folders are not measured here, give a video file");
    }

    private int run(String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "bench";
        arguments[1] = "gate";
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Hawkeye.commandLine(HawkeyeWithBench.COMMANDS)
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
