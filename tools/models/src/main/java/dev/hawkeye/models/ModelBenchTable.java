package dev.hawkeye.models;

import dev.hawkeye.models.ModelBenchReport.Figures;
import dev.hawkeye.models.ModelBenchReport.ModelFigures;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** The results of {@code model bench} for a terminal: a row per model and setting. */
public final class ModelBenchTable {
    private static final int SETTING = 38;

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
        out.printf(Locale.ROOT, "%-" + SETTING + "s %10s %9s %9s %7s%n", "", "pictures/s", "p50 ms", "p99 ms", "ratio");
        for (ModelFigures model : models) {
            out.println(model.model() + ", input " + model.input());
            model.settings().forEach(figures -> row(out, model, figures));
        }
        notes(models, out);
    }

    private static void row(PrintWriter out, ModelFigures model, Figures figures) {
        boolean best = figures.setting().equals(model.best());
        String row = String.format(
                Locale.ROOT,
                "%-" + SETTING + "s %10.1f %9.2f %9.2f %7s",
                "  " + figures.setting(),
                figures.picturesPerSecond(),
                figures.p50Millis(),
                figures.p99Millis(),
                best ? String.format(Locale.ROOT, "%.2f", model.ratio()) : "");
        out.println(row.stripTrailing());
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
