package dev.hawkeye.bench;

import dev.hawkeye.bench.processor.Part;
import dev.hawkeye.commandline.Median;
import dev.hawkeye.vision.LaneSetting;
import dev.hawkeye.vision.input.InputShape;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The results of {@code bench pipeline} in each round.
 *
 * @param best fastest setting of ONNX Runtime alone
 * @param shape the shape of the input
 * @param frames number of frames in the video
 * @param alone frames per second of ONNX Runtime alone
 * @param peers results of the peer script; empty without one
 * @param stepMillis median time per frame in each step
 */
record PipelineReport(
        LaneSetting best,
        InputShape shape,
        long frames,
        List<Double> alone,
        List<Measured> topicToTopic,
        List<Measured> fileToCounts,
        List<PeerScript.Result> peers,
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
        speed(out, "ONNX Runtime alone, " + best, alone);
        speed(out, "frames topic to detections topic", speeds(topicToTopic));
        speed(out, "file to final counts", speeds(fileToCounts));
        if (!peers.isEmpty()) {
            List<Double> others =
                    peers.stream().map(PeerScript.Result::framesPerSecond).toList();
            speed(out, "the script", others);
            out.printf(
                    Locale.ROOT,
                    "%-58s %9.2f%n",
                    "file to final counts / the script",
                    median(speeds(fileToCounts)) / median(others));
        }
        processor(out);
        out.printf(Locale.ROOT, "%n%-58s %9s%n", "time of a step", "ms");
        stepMillis.forEach((step, millis) -> out.printf(Locale.ROOT, "%-58s %9.2f%n", step, millis));
    }

    private void speed(PrintStream out, String what, List<Double> rounds) {
        double median = median(rounds);
        String all = rounds.stream()
                .map(fps -> String.format(Locale.ROOT, "%.1f", fps))
                .collect(Collectors.joining(" "));
        out.printf(Locale.ROOT, "%-58s %9.1f %6.2f   %s%n", what, median, median / median(alone), all);
    }

    private void processor(PrintStream out) {
        List<FrameCost> costs = topicToTopic.stream().map(Measured::cost).toList();
        List<FrameCost> wholeCosts = fileToCounts.stream().map(Measured::cost).toList();
        FrameCost topics = FrameCost.median(costs);
        FrameCost whole = FrameCost.median(wholeCosts);
        if (!topics.isMeasured()) {
            out.printf("%nThe processor time of each thread is not available on this system.%n");
            return;
        }
        out.printf(Locale.ROOT, "%n%-58s %9s %9s%n", "processor time per frame, ms", "topics", "file");
        cost(out, "inference", topics.inference(), whole.inference());
        for (Part part : Part.values()) {
            cost(
                    out,
                    part == Part.LANES ? "lanes besides inference" : part.title(),
                    topics.besides().getOrDefault(part, 0.0),
                    whole.besides().getOrDefault(part, 0.0));
        }
        ToDoubleFunction<FrameCost> besides = FrameCost::allBesides;
        cost(out, "all besides inference", FrameCost.median(costs, besides), FrameCost.median(wholeCosts, besides));
        if (!peers.isEmpty()) {
            double script = Median.of(peers.stream()
                    .mapToDouble(PeerScript.Result::processorMillis)
                    .toArray());
            out.printf(Locale.ROOT, "%-58s %9s %9.2f%n", "the script, inference included", "", script);
        }
    }

    private static void cost(PrintStream out, String what, double topics, double whole) {
        out.printf(Locale.ROOT, "%-58s %9.2f %9.2f%n", what, topics, whole);
    }

    private static List<Double> speeds(List<Measured> rounds) {
        return rounds.stream().map(Measured::framesPerSecond).toList();
    }

    private static double median(List<Double> values) {
        return Median.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
