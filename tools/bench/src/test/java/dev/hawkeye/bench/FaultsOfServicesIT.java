package dev.hawkeye.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.bench.faults.CampaignSettings;
import dev.hawkeye.bench.faults.FaultReport;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, a real broker, and every fault once that strikes one of the services other than detectors. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(2400)
@Tag("thorough")
final class FaultsOfServicesIT {
    @TempDir
    Path directory;

    @Test
    void nothingIsLostAndNothingDiffersThoughIngestAggregatorAndNotifyAreKilled() throws Exception {
        // when
        FaultReport report =
                FaultCampaigns.in(directory, CampaignSettings.DETECTOR).mixed(FaultCampaigns.OF_OTHER_SERVICES, 1);

        // then
        assertThat(report.good()).as(FaultCampaigns.table(report)).isTrue();
    }
}
