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

/** The one-process edition with its own Kafka is killed as a whole, in its start too. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(2400)
@Tag("thorough")
final class RunKilledIT {
    @TempDir
    Path directory;

    @Test
    void nothingIsLostAndNothingDiffersThoughAllIsKilledAtOnce() throws Exception {
        // when
        FaultReport report =
                FaultCampaigns.in(directory, CampaignSettings.DETECTOR).mixed(FaultCampaigns.OF_RUN, 1);

        // then
        assertThat(report.good()).as(FaultCampaigns.table(report)).isTrue();
    }
}
