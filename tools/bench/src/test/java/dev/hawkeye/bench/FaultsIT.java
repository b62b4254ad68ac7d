package dev.hawkeye.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.bench.faults.CampaignSettings;
import dev.hawkeye.bench.faults.Fault;
import dev.hawkeye.bench.faults.FaultReport;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, a real broker, and every fault once that strikes one of them. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(2400)
final class FaultsIT {
    @TempDir
    Path directory;

    @Test
    void nothingIsLostAndNothingDiffersThoughEverythingGoesWrongOnce() throws Exception {
        // given
        List<Fault> faults = Stream.of(Fault.values())
                .filter(fault -> fault != Fault.RUN_KILLED)
                .toList();

        // when
        FaultReport report =
                FaultCampaigns.in(directory, CampaignSettings.DETECTOR).mixed(faults, 1);

        // then
        assertThat(report.good()).as(FaultCampaigns.table(report)).isTrue();
    }
}
