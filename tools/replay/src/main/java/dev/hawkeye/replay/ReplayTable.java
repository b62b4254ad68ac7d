package dev.hawkeye.replay;

import dev.hawkeye.commandline.Table;
import java.io.PrintWriter;
import java.util.Locale;

/** A report on a terminal. */
public final class ReplayTable {
    private ReplayTable() {}

    public static void print(ReplayReport report, PrintWriter out) {
        long frames =
                report.cameras().stream().mapToLong(ReplayReport.Camera::frames).sum();
        out.printf(
                Locale.ROOT,
                "%d frames of %d cameras, %s to %s, in %.1f s%n",
                frames,
                report.cameras().size(),
                report.from(),
                report.to(),
                report.seconds());
        out.println("live: " + String.join(", ", report.liveModels()) + "; replay: " + report.model());
        out.println(report.windows().equal() + " of " + report.windows().compared() + " windows are the same");
        Table table = Table.of("", ">live", ">replay", ">difference", ">bound");
        for (Measure measure : report.measures()) {
            table.row(
                    measure.name(),
                    measure.live(),
                    measure.replay(),
                    percent(measure.difference()),
                    percent(measure.bound()));
        }
        table.print(out);
        report.notes().forEach(out::println);
        report.exceeded().forEach(out::println);
        out.println(report.isWithinBounds() ? "within bounds" : "beyond bounds");
        out.flush();
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
