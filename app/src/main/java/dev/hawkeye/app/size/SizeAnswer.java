package dev.hawkeye.app.size;

import dev.hawkeye.commandline.Table;
import dev.hawkeye.metrics.load.Overloaded;
import dev.hawkeye.metrics.load.Relief;
import dev.hawkeye.metrics.load.Relief.Shortage;
import dev.hawkeye.metrics.load.Relief.UsedModel;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The measurements and their meaning, as text.
 *
 * @param pictures description of the pictures used
 * @param measured results by model, at least one
 */
record SizeAnswer(String pictures, List<Measured> measured) {
    private static final double PERCENT = 100 * Relief.LOAD;

    /** @param jpegPart share of the lanes' time that decoding JPEGs takes, 0 to 1 */
    record Measured(UsedModel model, Capacity capacity, double jpegPart) {}

    /** Prints how many cameras fit at each of these rates. */
    void printCameras(List<Double> rates, PrintWriter out) {
        Capacity any = measured.get(0).capacity();
        out.printf(
                Locale.ROOT,
                "This machine: %d cores, %d inferences in parallel; measured with %s.%n%n",
                any.cores(),
                any.lanes(),
                pictures);
        List<String> heads = new ArrayList<>(
                List.of("model", ">frames/s", String.format(Locale.ROOT, ">planned (%.0f %%)", PERCENT)));
        rates.forEach(fps -> heads.add(">cameras at " + Relief.fpsText(fps) + " fps"));
        Table table = Table.of(heads.toArray(String[]::new));
        for (Measured each : measured) {
            double analysed = each.capacity().framesPerSecond();
            List<Object> row =
                    new ArrayList<>(List.of(each.model(), oneDigit(analysed), oneDigit(Relief.LOAD * analysed)));
            rates.forEach(fps -> row.add(each.capacity().mostCameras(fps)));
            table.row(row.toArray());
        }
        table.print(out);
        out.printf(
                Locale.ROOT,
                "%nThe other %.0f %% are reserved for peaks, Kafka, the aggregator and everything else.%s%n",
                100 - PERCENT,
                any.decodes() ? " The numbers of cameras include the decoding of their video." : "");
    }

    private static String oneDigit(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /**
     * Prints for each model whether this many cameras fit, and the remedies if they do not.
     *
     * @return whether they fit with any of them
     */
    boolean printFit(int cameras, double fps, PrintWriter out) {
        boolean any = false;
        for (Measured each : measured) {
            Capacity capacity = each.capacity();
            boolean fits = capacity.fits(cameras, fps);
            any |= fits;
            out.printf(
                    Locale.ROOT,
                    "%nWith %s this machine analyzes %s%s; %d %s at %s fps %s %s: %s%n",
                    each.model(),
                    Relief.planned(capacity.framesPerSecond(fps)),
                    capacity.decodes() ? ", besides decoding their video" : "",
                    cameras,
                    cameras == 1 ? "camera" : "cameras",
                    Relief.fpsText(fps),
                    cameras == 1 ? "wants" : "want",
                    Overloaded.perSecond(cameras * fps),
                    fits ? "fits." : "does not fit (at most " + capacity.mostCameras(fps) + "). What would help:");
            if (!fits) {
                int number = 1;
                for (String line : help(each, cameras, fps)) {
                    out.printf("  %d. %s%n", number++, line);
                }
            }
        }
        return any;
    }

    private List<String> help(Measured each, int cameras, double fps) {
        double wanted = cameras * fps;
        double analysed = each.capacity().framesPerSecond(fps);
        Shortage shortage =
                new Shortage(wanted, wanted, analysed, 0, each.capacity().mostFps(cameras), cameras, each.jpegPart());
        return int8(each)
                .map(int8 -> Relief.of(shortage, each.model(), int8))
                .orElseGet(() -> Relief.of(shortage, each.model()));
    }

    private Optional<String> int8(Measured each) {
        return measured.stream()
                .filter(one -> one.model().isInt8())
                .findFirst()
                .map(int8 -> String.format(
                        Locale.ROOT,
                        "%s instead: %.2f times as many frames/s here",
                        int8.model(),
                        int8.capacity().framesPerSecond() / each.capacity().framesPerSecond()));
    }
}
