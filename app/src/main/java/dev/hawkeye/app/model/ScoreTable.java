package dev.hawkeye.app.model;

import dev.hawkeye.commandline.Table;
import dev.hawkeye.models.EvaluationReport;
import java.io.PrintWriter;
import java.util.Locale;

/** The scores for a terminal: overall, then a row per class. */
final class ScoreTable {
    private ScoreTable() {}

    static void print(EvaluationReport report, PrintWriter out) {
        Table overall = Table.of("score", ">value", "meaning");
        overall(overall, "mAP50-95", report.map(), "mean of IoU 0.50, 0.55 … 0.95");
        overall(overall, "mAP50", report.map50(), "IoU 0.50");
        overall(overall, "mAP75", report.map75(), "IoU 0.75");
        overall(overall, "small", report.small(), "mAP50-95 of objects up to 32² pixels");
        overall(overall, "medium", report.medium(), "between");
        overall(overall, "large", report.large(), "from 96² pixels");
        overall.print(out);
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

    private static void overall(Table table, String name, Double value, String meaning) {
        table.row(name, value == null ? "-" : figure(value), meaning);
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String plural(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
