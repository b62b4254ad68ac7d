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

/** Real processes, a real broker, and every fault once of what the services depend on. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(2400)
@Tag("thorough")
final class FaultsAroundServicesIT {
    @TempDir
    Path directory;

    @Test
    void nothingIsLostAndNothingDiffersThoughBrokerRegistryDiskAndThreadsFail() throws Exception {
        // when
        FaultReport report =
                FaultCampaigns.in(directory, CampaignSettings.DETECTOR).mixed(FaultCampaigns.AROUND_SERVICES, 1);

        // then
        assertThat(report.good()).as(FaultCampaigns.table(report)).isTrue();
    }
}
