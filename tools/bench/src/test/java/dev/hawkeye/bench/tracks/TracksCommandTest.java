package dev.hawkeye.bench.tracks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.app.Hawkeye;
import dev.hawkeye.bench.HawkeyeWithBench;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TracksCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void drawsAStreetAndComparesWithItsTruth() {
        assertThat(run("--seeds", "301", "--seconds", "2", "--every", "1,5", "--no-model"))
                .isZero();

        assertThat(out.toString().lines().filter(line -> line.startsWith("truth")))
                .as("for both kinds of boxes and both rates: tracks of all and of the one weather, and counts")
                .hasSize(2 * 2 * 3);
        assertThat(out.toString()).contains("true identities").doesNotContain("packaged model");
    }

    @Test
    void refusesWhatCannotBeDrawn() {
        assertThat(run("--seconds", "0")).isNotZero();
        assertThat(err.toString()).contains("--seconds must be at least 1, got: 0");
    }

    private int run(String... options) {
        List<String> arguments = new ArrayList<>(List.of("bench", "tracks"));
        arguments.addAll(List.of(options));
        return Hawkeye.commandLine(HawkeyeWithBench.COMMANDS)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }
}
