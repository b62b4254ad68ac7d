package dev.hawkeye.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.bench.faults.CampaignSettings;
import dev.hawkeye.bench.faults.Fault;
import dev.hawkeye.bench.faults.FaultReport;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, a real broker, and every fault once that strikes one of the services: they end, die, and come and go. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(2400)
final class ServiceFaultsIT {
    @TempDir
    Path directory;

    @Test
    void nothingIsLostAndNothingDiffersThoughEachServiceFailsInEachWay() throws Exception {
        // given
        Set<Fault> faults = EnumSet.allOf(Fault.class);
        faults.removeAll(SurroundingsFaultsIT.FAULTS);
        faults.remove(Fault.RUN_KILLED);

        // when
        FaultReport report =
                FaultCampaigns.in(directory, CampaignSettings.DETECTOR).mixed(List.copyOf(faults), 1);

        // then
        assertThat(report.good()).as(FaultCampaigns.table(report)).isTrue();
    }
}
