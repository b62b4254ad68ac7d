package dev.hawkeye.bench.faults;

import dev.hawkeye.bench.faults.outcome.Comparison;
import dev.hawkeye.bench.faults.outcome.Filmed;
import dev.hawkeye.bench.faults.outcome.Outlets;
import dev.hawkeye.commandline.Table;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The results of all campaigns of a run. Must not be modified while it is printed. */
public final class FaultReport {
    private final List<CampaignResult> results = new ArrayList<>();

    FaultReport() {}

    void add(CampaignResult result) {
        results.add(result);
    }

    /** Whether nothing was lost, duplicated or different, and there is no other complaint. */
    public boolean good() {
        return results.stream().allMatch(CampaignResult::good);
    }

    /**
     * The number of frame records without a fate, and of pictures that never became a frame record, in all campaigns.
     */
    public int lost() {
        return results.stream().mapToInt(result -> result.comparison().lost()).sum();
    }

    /** Prints the table, and the failures below it. */
    public void print(PrintWriter out) {
        Table table = Table.of(
                "fault",
                ">injected",
                ">frames",
                ">lost",
                ">duplicated",
                ">windows differ",
                ">tracks",
                ">events",
                ">fates",
                ">alarms missed",
                ">clips without a fate, stored",
                ">recovery, s: median / max");
        results.forEach(result -> add(table, result));
        table.print(out);
        for (CampaignResult result : results) {
            result.comparison().examples().forEach(out::println);
            result.complaints().forEach(out::println);
        }
        out.flush();
    }

    private static void add(Table table, CampaignResult result) {
        Map<Fault, List<Double>> recoveries = result.recoveries();
        if (recoveries.size() == 1) {
            recoveries.forEach((fault, seconds) -> row(table, fault.description(), seconds, result));
            return;
        }
        // The faults of a mixed run share one outcome.
        recoveries.forEach((fault, seconds) ->
                table.row(fault.description(), seconds.size(), "", "", "", "", "", "", "", "", "", recovery(seconds)));
        List<Double> all = recoveries.values().stream().flatMap(List::stream).toList();
        row(table, "all of these in one run", all, result);
    }

    private static void row(Table table, String what, List<Double> seconds, CampaignResult result) {
        Comparison found = result.comparison();
        Outlets outlets = result.outlets();
        table.row(
                what,
                seconds.size(),
                found.frames(),
                found.lost(),
                found.duplicated(),
                found.windows(),
                found.tracks(),
                found.events(),
                found.fates(),
                outlets == null
                        ? "-"
                        : outlets.told().untold() + " of " + outlets.told().events(),
                outlets == null ? "-" : clips(outlets.filmed()),
                recovery(seconds));
    }

    private static String clips(Filmed filmed) {
        return filmed.untold() + " of " + filmed.events() + ", " + filmed.stored();
    }

    private static String recovery(List<Double> seconds) {
        if (seconds.isEmpty()) {
            return "-";
        }
        List<Double> sorted = seconds.stream().sorted().toList();
        return String.format(Locale.ROOT, "%.1f / %.1f", sorted.get(sorted.size() / 2), sorted.get(sorted.size() - 1));
    }
}
