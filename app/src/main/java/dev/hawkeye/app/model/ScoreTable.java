package dev.hawkeye.app.model;

import dev.hawkeye.commandline.Table;
import dev.hawkeye.models.EvaluationReport;
import java.io.PrintWriter;
import java.util.Locale;

/** The scores for a terminal: overall, then a row per class. */
final class ScoreTable {
    private ScoreTable() {}

    static void print(EvaluationReport report, PrintWriter out) {
        overall(out, "mAP50-95", report.map(), "mean of IoU 0.50, 0.55 … 0.95");
        overall(out, "mAP50", report.map50(), "IoU 0.50");
        overall(out, "mAP75", report.map75(), "IoU 0.75");
        overall(out, "small", report.small(), "mAP50-95 of objects up to 32² pixels");
        overall(out, "medium", report.medium(), "between");
        overall(out, "large", report.large(), "from 96² pixels");
        out.println();
        Table table = Table.of("class", ">objects", ">AP50-95", ">AP50");
        for (EvaluationReport.ClassFigures figures : report.classes()) {
            table.row(figures.name(), figures.objects(), figure(figures.ap()), figure(figures.ap50()));
        }
        table.print(out);
        out.println();
        out.printf(
                Locale.ROOT,
                "%s with %s, model %s, input %s%n",
                plural(report.pictures(), "picture"),
                plural(report.objects(), "object"),
                report.model().name(),
                report.model().input());
    }

    private static void overall(PrintWriter out, String name, Double value, String meaning) {
        out.printf(Locale.ROOT, "%-10s %7s  %s%n", name, value == null ? "-" : figure(value), meaning);
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String plural(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
