package dev.hawkeye.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.bench.faults.Fault;
import dev.hawkeye.bench.faults.FaultReport;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The test of the fault harness: a detector that commits what it has not forwarded must be found out. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(2400)
@Tag("thorough")
final class UnguardedDetectorIT {
    @TempDir
    Path directory;

    @Test
    void itsLossesAreReported() throws Exception {
        // when
        FaultReport report = FaultCampaigns.in(directory, List.of(UnguardedDetector.class.getName()))
                .oneByOne(List.of(Fault.DETECTOR_KILLED), fault -> 3);

        // then
        assertThat(report.lost()).as(FaultCampaigns.table(report)).isPositive();
        assertThat(report.good()).isFalse();
    }
}
