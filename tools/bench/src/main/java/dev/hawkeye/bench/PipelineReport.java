package dev.hawkeye.bench;

import dev.hawkeye.commandline.Median;
import dev.hawkeye.vision.LaneSetting;
import dev.hawkeye.vision.input.InputShape;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What {@code bench pipeline} found: frames per second of each round.
 *
 * @param best setting of ONNX Runtime alone that was fastest
 * @param shape of the input
 * @param frames of the video
 * @param stepMillis median time per frame in each step
 */
record PipelineReport(
        LaneSetting best,
        InputShape shape,
        long frames,
        List<Double> alone,
        List<Double> topicToTopic,
        List<Double> fileToCounts,
        Map<String, Double> stepMillis) {

    void print(PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%d frames, input %dx%d, %d cores, medians of %d rounds%n%n",
                frames,
                shape.height(),
                shape.width(),
                Runtime.getRuntime().availableProcessors(),
                alone.size());
        out.printf(Locale.ROOT, "%-58s %9s %6s   %s%n", "", "frames/s", "ratio", "rounds");
        row(out, "ONNX Runtime alone, " + best, alone);
        row(out, "frames topic to detections topic", topicToTopic);
        row(out, "file to final counts", fileToCounts);
        out.printf(Locale.ROOT, "%n%-58s %9s%n", "step", "ms");
        stepMillis.forEach((step, millis) -> out.printf(Locale.ROOT, "%-58s %9.2f%n", step, millis));
    }

    private void row(PrintStream out, String what, List<Double> rounds) {
        double median = median(rounds);
        String all = rounds.stream()
                .map(fps -> String.format(Locale.ROOT, "%.1f", fps))
                .collect(Collectors.joining(" "));
        out.printf(Locale.ROOT, "%-58s %9.1f %6.2f   %s%n", what, median, median / median(alone), all);
    }

    private static double median(List<Double> values) {
        return Median.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
