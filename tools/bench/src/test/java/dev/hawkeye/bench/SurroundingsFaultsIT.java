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

/** Real processes, a real broker, and every fault once of what the services stand on: broker, registry, disk, and model. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(2400)
final class SurroundingsFaultsIT {
    static final Set<Fault> FAULTS = EnumSet.of(
            Fault.BROKER_STOPPED,
            Fault.BROKER_KILLED,
            Fault.THREAD_DIED,
            Fault.LANE_THROWS,
            Fault.LANE_HANGS,
            Fault.DISK_FULL,
            Fault.REGISTRY_AWAY_AT_START,
            Fault.REGISTRY_AWAY);

    @TempDir
    Path directory;

    @Test
    void nothingIsLostAndNothingDiffersThoughWhatTheServicesStandOnFails() throws Exception {
        // when
        FaultReport report =
                FaultCampaigns.in(directory, CampaignSettings.DETECTOR).mixed(List.copyOf(FAULTS), 1);

        // then
        assertThat(report.good()).as(FaultCampaigns.table(report)).isTrue();
    }
}
