package dev.hawkeye.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.bench.faults.CampaignSettings;
import dev.hawkeye.bench.faults.Fault;
import dev.hawkeye.bench.faults.FaultReport;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes, a real broker, and every fault once that strikes one of them. What ends a service with a signal is part of
 * the rolling restart, which ends each of them.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(2400)
final class FaultsIT {
    private static final Set<Fault> ELSEWHERE =
            EnumSet.of(Fault.RUN_KILLED, Fault.DETECTOR_ENDED, Fault.AGGREGATOR_ENDED, Fault.INGEST_ENDED);

    @TempDir
    Path directory;

    @Test
    void nothingIsLostAndNothingDiffersThoughEverythingGoesWrongOnce() throws Exception {
        // given
        List<Fault> faults = Stream.of(Fault.values())
                .filter(fault -> !ELSEWHERE.contains(fault))
                .toList();

        // when
        FaultReport report =
                FaultCampaigns.in(directory, CampaignSettings.DETECTOR).mixed(faults, 1);

        // then
        assertThat(report.good()).as(FaultCampaigns.table(report)).isTrue();
    }
}
