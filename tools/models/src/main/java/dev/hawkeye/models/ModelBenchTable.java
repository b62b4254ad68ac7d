package dev.hawkeye.models;

import dev.hawkeye.commandline.Table;
import dev.hawkeye.models.ModelBenchReport.Figures;
import dev.hawkeye.models.ModelBenchReport.ModelFigures;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The results of {@code model bench} for a terminal: a row per model and setting. */
public final class ModelBenchTable {
    private ModelBenchTable() {}

    public static void print(ModelBenchReport report, PrintWriter out) {
        List<ModelFigures> models = report.models();
        int rounds = models.get(0).settings().get(0).rounds().size();
        out.printf(
                Locale.ROOT,
                "%d cores, random input, medians of %d round%s of %.1f s each%n%n",
                report.cores(),
                rounds,
                rounds == 1 ? "" : "s",
                report.seconds());
        Table table = Table.of("", ">pictures/s", ">p50 ms", ">p99 ms", ">ratio");
        for (ModelFigures model : models) {
            table.row(model.model() + ", input " + model.input());
            model.settings().forEach(figures -> row(table, model, figures));
        }
        table.print(out);
        notes(models, out);
    }

    private static void row(Table table, ModelFigures model, Figures figures) {
        boolean best = figures.setting().equals(model.best());
        table.row(
                "  " + figures.setting(),
                Table.number("%.1f", figures.picturesPerSecond()),
                Table.number("%.2f", figures.p50Millis()),
                Table.number("%.2f", figures.p99Millis()),
                best ? Table.number("%.2f", model.ratio()) : "");
    }

    private static void notes(List<ModelFigures> models, PrintWriter out) {
        out.println();
        out.println("p50 and p99 are of one inference, whatever its batch; ratios compare each model's best setting");
        models.stream()
                .filter(model -> model.fixedBatch() > 0)
                .forEach(model -> out.println(model.model() + " takes batches of " + model.fixedBatch()
                        + " only: no other batch was measured"));
        if (models.stream().map(ModelFigures::input).distinct().count() > 1) {
            out.println(
                    "the models ran on inputs of different shapes: --shape gives all of them the same, if they take it");
        }
    }
}
