package dev.hawkeye.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.app.Hawkeye;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class HawkeyeWithBenchTest {

    @Test
    void benchStandsAmongTheCommandsAndIsCompletedToo() {
        assertThat(run()).containsSubsequence("  synthetic ", "  bench ", "  completion ");
        assertThat(run("completion", "bash")).contains("bench");
    }

    @Test
    void showsTheBenchmarksWhereNoneIsNamed() {
        assertThat(run("bench"))
                .contains("Usage: hawkeye bench", "  pipeline ", "  overload ", "  scale ", "  faults ", "Exit codes:");
    }

    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        int exitCode = Hawkeye.commandLine(HawkeyeWithBench.COMMANDS)
                .setOut(new PrintWriter(out))
                .execute(arguments);
        assertThat(exitCode).isZero();
        return out.toString();
    }
}
