package dev.hawkeye.app.size;

import dev.hawkeye.app.Table;
import dev.hawkeye.metrics.load.Relief;
import dev.hawkeye.metrics.load.Relief.UsedModel;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What was measured, and what it comes to, in words.
 *
 * @param pictures what was measured with
 * @param measured each model, at least one
 */
record SizeAnswer(String pictures, List<Measured> measured) {
    /**
     * @param jpegPart how much of the time of a frame goes into making its JPEG and decoding it, 0 to 1
     */
    record Measured(UsedModel model, Capacity capacity, double jpegPart) {
        boolean isInt8() {
            return model.precision() != null && model.precision().startsWith("INT8");
        }
    }

    /** How many cameras fit at each of these rates. */
    void printCameras(List<Double> rates, PrintWriter out) {
        Capacity any = measured.get(0).capacity();
        out.printf(
                Locale.ROOT,
                "This machine: %d cores, %d inferences at a time; measured with %s.%n%n",
                any.cores(),
                any.lanes(),
                pictures);
        List<String> heads = new ArrayList<>(List.of("model", ">frames/s"));
        rates.forEach(fps -> heads.add(">cameras at " + Relief.fpsText(fps) + " fps"));
        Table table = Table.of(heads.toArray(String[]::new));
        for (Measured each : measured) {
            List<Object> row = new ArrayList<>(List.of(
                    each.model(),
                    String.format(Locale.ROOT, "%.1f", each.capacity().analysed())));
            rates.forEach(fps -> row.add(each.capacity().mostCameras(fps)));
            table.row(row.toArray());
        }
        table.print(out);
        out.printf(
                Locale.ROOT,
                "%nCameras are those that take %.0f %% of the machine: what comes is uneven, and Kafka, the aggregator and all"
                        + " else need their part.%n",
                100 * Relief.LOAD);
    }

    /** Whether so many fit, and what would help where they do not. */
    void printFit(int cameras, double fps, PrintWriter out) {
        for (Measured each : measured) {
            Capacity capacity = each.capacity();
            boolean fits = capacity.fits(cameras, fps);
            out.printf(
                    Locale.ROOT,
                    "%n%d %s at %s fps with %s: %.1f frames/s, %.0f %% of this machine. %s%n",
                    cameras,
                    cameras == 1 ? "camera" : "cameras",
                    Relief.fpsText(fps),
                    each.model(),
                    cameras * fps,
                    100 * capacity.load(cameras, fps),
                    fits ? "That fits." : "That does not fit. What would help:");
            if (!fits) {
                int number = 1;
                for (String line : help(each, cameras, fps)) {
                    out.printf("  %d. %s%n", number++, line);
                }
            }
        }
    }

    private List<String> help(Measured each, int cameras, double fps) {
        List<String> lines = new ArrayList<>();
        int8(each).ifPresent(lines::add);
        double lower = Relief.roundedDown(each.capacity().mostFps(cameras));
        long most = each.capacity().mostCameras(fps);
        lines.add(
                lower > 0
                        ? "fps: " + Relief.fpsText(lower) + " for each of them"
                        : "fewer cameras: " + (most == 0 ? "none fits" : most + " fit") + " at this rate");
        lines.add(Relief.maxWidth(each.jpegPart()));
        lines.add("detectors on more machines (./hawkeye detect): "
                + (long) Math.ceil(each.capacity().load(cameras, fps) / Relief.LOAD) + " such machines in all");
        return lines;
    }

    private Optional<String> int8(Measured each) {
        if (each.isInt8()) {
            return Optional.empty();
        }
        return Optional.of(measured.stream()
                .filter(Measured::isInt8)
                .findFirst()
                .map(int8 -> String.format(
                        Locale.ROOT,
                        "%s instead: %.2f times as many frames/s here",
                        int8.model(),
                        int8.capacity().analysed() / each.capacity().analysed()))
                .orElseGet(() -> Relief.int8(each.model())));
    }
}
