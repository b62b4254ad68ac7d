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

/** Real processes and a real broker are killed while cameras come and go, and lines, classes and the model change. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(2400)
@Tag("thorough")
final class FaultsDuringChangesIT {
    @TempDir
    Path directory;

    @Test
    void nothingIsLostAndNothingDiffersThoughSettingsAndModelsChangeMeanwhile() throws Exception {
        // when
        FaultReport report =
                FaultCampaigns.in(directory, CampaignSettings.DETECTOR).changing(FaultCampaigns.DURING_CHANGES, 1);

        // then
        assertThat(report.good()).as(FaultCampaigns.table(report)).isTrue();
    }
}
