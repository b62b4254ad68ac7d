package dev.hawkeye.app.model;

import dev.hawkeye.vision.quantize.Blame;
import dev.hawkeye.vision.quantize.GuardedQuantization;
import dev.hawkeye.vision.quantize.LayerReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What was done to a model, layer by layer, and what it cost. */
final class QuantizeTable {
    private static final int MOST_BLAMED = 8;

    private QuantizeTable() {}

    static void print(GuardedQuantization.Result result, Path model, Path out, PrintWriter to) throws IOException {
        to.printf(Locale.ROOT, "%-32s %-6s %9s %20s %8s%n", "layer", "", "weights", "input from … to", "SNR, dB");
        for (LayerReport layer : result.quantized().layers()) {
            if (layer.quantized()) {
                to.printf(
                        Locale.ROOT,
                        "%-32s %-6s %9d %9.2f … %8.2f %8.1f%n",
                        layer.name(),
                        "INT8",
                        layer.weights(),
                        layer.low(),
                        layer.high(),
                        layer.decibels());
            } else {
                to.printf(Locale.ROOT, "%-32s %-6s %9d%n", layer.name(), "float", layer.weights());
            }
        }
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
                    "refused: nothing is written. Allow more loss, or more layers in float (--max-float-layers), or give"
                            + " calibration pictures that are more like those it is judged by.");
        }
    }

    private static void blames(List<Blame> blames, PrintWriter to) {
        if (blames.isEmpty()) {
            return;
        }
        to.println("layers to blame, by the part of the error at the output that goes when they alone are in float:");
        blames.stream()
                .limit(MOST_BLAMED)
                .forEach(blame -> to.printf(Locale.ROOT, "  %-32s %5.1f %%%n", blame.layer(), 100 * blame.share()));
        to.println();
    }
}
