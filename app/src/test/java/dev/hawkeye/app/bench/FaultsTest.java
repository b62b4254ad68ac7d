package dev.hawkeye.app.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.testing.faults.Fault;
import dev.hawkeye.testing.faults.FaultBench;
import dev.hawkeye.testing.faults.FaultReport;
import dev.hawkeye.testing.faults.Settings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code bench faults}: real processes, a real broker, and every fault once. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(2400)
final class FaultsTest {
    private static final long SEED = 20_261_122;

    @TempDir
    Path directory;

    @Test
    void nothingIsLostAndNothingDiffersThoughEverythingGoesWrongOnce() throws Exception {
        // when
        FaultReport report = bench(Settings.DETECTOR).mixed(List.of(Fault.values()), 1);

        // then
        assertThat(report.good()).as(table(report)).isTrue();
    }

    /** The test of the harness: a detector that commits what it has not forwarded must be found out. */
    @Test
    void reportsTheLossesOfADetectorWithoutItsGuard() throws Exception {
        // when
        FaultReport report = bench(List.of("dev.hawkeye.detector.UnguardedDetector"))
                .oneByOne(List.of(Fault.DETECTOR_KILLED), fault -> 3);

        // then
        assertThat(report.lost()).as(table(report)).isPositive();
        assertThat(report.good()).isFalse();
    }

    private FaultBench bench(List<String> detector) {
        return new FaultBench(new Settings(directory, null, detector, true, true, System.err::println, () -> {}), SEED);
    }

    private static String table(FaultReport report) {
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        report.print(new PrintStream(table, true, UTF_8));
        return table.toString(UTF_8);
    }
}
