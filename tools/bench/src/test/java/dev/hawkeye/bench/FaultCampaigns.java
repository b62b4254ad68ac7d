package dev.hawkeye.bench;

import dev.hawkeye.bench.faults.CampaignSettings;
import dev.hawkeye.bench.faults.Fault;
import dev.hawkeye.bench.faults.FaultBench;
import dev.hawkeye.bench.faults.FaultReport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The short form of {@code bench faults}, as tests run it. */
final class FaultCampaigns {
    private static final long SEED = 20_261_122;

    /** What ends a service with a signal is part of the rolling restart, which ends each of them. */
    static final Set<Fault> IN_A_ROLLING_RESTART =
            EnumSet.of(Fault.DETECTOR_ENDED, Fault.AGGREGATOR_ENDED, Fault.INGEST_ENDED);

    /** On every build: each service dies, and so does the broker. */
    static final List<Fault> KILLS = List.of(
            Fault.DETECTOR_KILLED,
            Fault.AGGREGATOR_KILLED,
            Fault.INGEST_KILLED,
            Fault.NOTIFY_KILLED,
            Fault.BROKER_KILLED);

    static final List<Fault> OF_RUN = List.of(Fault.RUN_KILLED);

    /** Several campaigns take less time than one, since they mostly wait. */
    static final List<Fault> OF_DETECTORS =
            List.of(Fault.DETECTOR_KILLED, Fault.DETECTOR_PEER, Fault.DETECTOR_FROZEN, Fault.ROLLING_RESTART);

    static final List<Fault> OF_OTHER_SERVICES =
            List.of(Fault.AGGREGATOR_KILLED, Fault.AGGREGATOR_PEER, Fault.INGEST_KILLED, Fault.NOTIFY_KILLED);

    static final List<Fault> AROUND_SERVICES =
            without(EnumSet.copyOf(Stream.of(OF_DETECTORS, OF_OTHER_SERVICES, OF_RUN, IN_A_ROLLING_RESTART)
                    .flatMap(Collection::stream)
                    .toList()));

    /** Who takes a change over, and what brings it. */
    static final List<Fault> DURING_CHANGES =
            List.of(Fault.DETECTOR_KILLED, Fault.AGGREGATOR_KILLED, Fault.INGEST_KILLED, Fault.BROKER_KILLED);

    private FaultCampaigns() {}

    private static List<Fault> without(Set<Fault> others) {
        return Stream.of(Fault.values())
                .filter(fault -> !others.contains(fault))
                .toList();
    }

    static FaultBench in(Path directory, List<String> detector) {
        return new FaultBench(
                new CampaignSettings(directory, null, detector, true, true, System.err::println, () -> {}), SEED);
    }

    /** For the message of a test that fails. */
    static String table(FaultReport report) {
        StringWriter table = new StringWriter();
        report.print(new PrintWriter(table));
        return table.toString();
    }
}
