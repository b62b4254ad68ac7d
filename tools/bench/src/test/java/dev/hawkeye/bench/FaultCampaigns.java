package dev.hawkeye.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.bench.faults.CampaignSettings;
import dev.hawkeye.bench.faults.FaultBench;
import dev.hawkeye.bench.faults.FaultReport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** The short form of {@code bench faults}, as tests run it. */
final class FaultCampaigns {
    private static final long SEED = 20_261_122;

    private FaultCampaigns() {}

    static FaultBench in(Path directory, List<String> detector) {
        return new FaultBench(
                new CampaignSettings(directory, null, detector, true, true, System.err::println, () -> {}), SEED);
    }

    /** For the message of a test that fails. */
    static String table(FaultReport report) {
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        report.print(new PrintStream(table, true, UTF_8));
        return table.toString(UTF_8);
    }
}
