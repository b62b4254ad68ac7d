package dev.hawkeye.app.model;

import dev.hawkeye.commandline.Table;
import dev.hawkeye.models.quantize.Blame;
import dev.hawkeye.models.quantize.GuardedQuantization;
import dev.hawkeye.models.quantize.LayerReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The result of a quantization, layer by layer, with the cost. */
final class QuantizeTable {
    private static final int MAX_BLAMED = 8;

    private QuantizeTable() {}

    static void print(GuardedQuantization.Result result, Path model, Path out, PrintWriter to) throws IOException {
        Table table = Table.of("layer", "", ">weights", ">input from", ">to", ">SNR, dB");
        for (LayerReport layer : result.quantized().layers()) {
            if (layer.quantized()) {
                table.row(
                        layer.name(),
                        "INT8",
                        layer.weights(),
                        Table.number("%.2f", layer.low()),
                        Table.number("%.2f", layer.high()),
                        Table.number("%.1f", layer.decibels()));
            } else {
                table.row(layer.name(), "float", layer.weights());
            }
        }
        table.print(to);
        if (!result.quantized().operatorsInFloat().isEmpty()) {
            to.println("operators left in float: "
                    + String.join(", ", result.quantized().operatorsInFloat()));
        }
        to.println();
        blames(result.blames(), to);
        if (result.tries().size() > 1) {
            to.println("layers back to float:");
            result.tries()
                    .forEach(each -> to.printf(
                            Locale.ROOT,
                            "  %2d  %s%n",
                            each.layersBack(),
                            each.finding().text()));
            to.println();
        }
        to.println("weights of " + result.settings().weightBits() + " bits, ranges "
                + result.settings().ranges().name().toLowerCase(Locale.ROOT) + ", biases "
                + (result.settings().biasCorrection() ? "corrected" : "as they were"));
        to.println(result.finding().text());
        if (result.approved()) {
            to.printf(
                    Locale.ROOT,
                    "written: %s, %.1f MB of %.1f MB%n",
                    out,
                    Files.size(out) / 1e6,
                    Files.size(model) / 1e6);
        } else {
            to.println(
                    "refused: nothing was written. Allow more loss, or more layers in float (--max-float-layers), or give"
                            + " calibration pictures that resemble those it is evaluated on.");
        }
    }

    private static void blames(List<Blame> blames, PrintWriter to) {
        if (blames.isEmpty()) {
            return;
        }
        to.println("layers to blame, by the share of the output error that disappears when they alone are in float:");
        Table table = Table.of("layer", ">share");
        blames.stream()
                .limit(MAX_BLAMED)
                .forEach(blame -> table.row(blame.layer(), Table.number("%.1f %%", 100 * blame.share())));
        table.print(to);
        to.println();
    }
}
