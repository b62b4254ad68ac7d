package dev.hawkeye.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.bench.faults.CampaignSettings;
import dev.hawkeye.bench.faults.FaultReport;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, a real broker, and each of them is killed once. The other faults are in the campaigns that are left out by default. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(1800)
final class KillsIT {
    @TempDir
    Path directory;

    @Test
    void nothingIsLostAndNothingDiffersThoughEachProcessIsKilled() throws Exception {
        // when
        FaultReport report =
                FaultCampaigns.in(directory, CampaignSettings.DETECTOR).mixed(FaultCampaigns.KILLS, 1);

        // then
        assertThat(report.good()).as(FaultCampaigns.table(report)).isTrue();
    }
}
