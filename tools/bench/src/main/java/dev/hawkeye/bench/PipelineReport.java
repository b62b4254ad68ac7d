package dev.hawkeye.bench;

import dev.hawkeye.bench.processor.Part;
import dev.hawkeye.commandline.Median;
import dev.hawkeye.commandline.Table;
import dev.hawkeye.vision.LaneSetting;
import dev.hawkeye.vision.input.InputShape;
import java.io.PrintWriter;
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

    void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%d frames, input %dx%d, %d cores, medians of %d rounds%n%n",
                frames,
                shape.height(),
                shape.width(),
                Runtime.getRuntime().availableProcessors(),
                alone.size());
        throughput().print(out);
        out.println();
        processor(out);
        out.println();
        Table steps = Table.of("time of a step", ">ms");
        stepMillis.forEach((step, millis) -> steps.row(step, Table.number("%.2f", millis)));
        steps.print(out);
        out.flush();
    }

    private Table throughput() {
        Table table = Table.of("", ">frames/s", ">ratio", "rounds");
        speed(table, "ONNX Runtime alone, " + best, alone);
        speed(table, "frames topic to detections topic", speeds(topicToTopic));
        speed(table, "file to final counts", speeds(fileToCounts));
        if (!peers.isEmpty()) {
            List<Double> others =
                    peers.stream().map(PeerScript.Result::framesPerSecond).toList();
            speed(table, "the script", others);
            String relative = Table.number("%.2f", median(speeds(fileToCounts)) / median(others));
            table.row("file to final counts / the script", "", relative);
        }
        return table;
    }

    private void speed(Table table, String what, List<Double> rounds) {
        double median = median(rounds);
        String all = rounds.stream().map(fps -> Table.number("%.1f", fps)).collect(Collectors.joining(" "));
        table.row(what, Table.number("%.1f", median), Table.number("%.2f", median / median(alone)), all);
    }

    private void processor(PrintWriter out) {
        List<FrameCost> costs = topicToTopic.stream().map(Measured::cost).toList();
        List<FrameCost> wholeCosts = fileToCounts.stream().map(Measured::cost).toList();
        FrameCost topics = FrameCost.median(costs);
        FrameCost whole = FrameCost.median(wholeCosts);
        if (!topics.isMeasured()) {
            out.println("The processor time of each thread is not available on this system.");
            return;
        }
        Table table = Table.of("processor time per frame, ms", ">topics", ">file");
        cost(table, "inference", topics.inference(), whole.inference());
        for (Part part : Part.values()) {
            cost(
                    table,
                    part == Part.LANES ? "lanes besides inference" : part.title(),
                    topics.besides().getOrDefault(part, 0.0),
                    whole.besides().getOrDefault(part, 0.0));
        }
        ToDoubleFunction<FrameCost> besides = FrameCost::allBesides;
        cost(table, "all besides inference", FrameCost.median(costs, besides), FrameCost.median(wholeCosts, besides));
        if (!peers.isEmpty()) {
            double script = Median.of(peers.stream()
                    .mapToDouble(PeerScript.Result::processorMillis)
                    .toArray());
            table.row("the script, inference included", "", Table.number("%.2f", script));
        }
        table.print(out);
    }

    private static void cost(Table table, String what, double topics, double whole) {
        table.row(what, Table.number("%.2f", topics), Table.number("%.2f", whole));
    }

    private static List<Double> speeds(List<Measured> rounds) {
        return rounds.stream().map(Measured::framesPerSecond).toList();
    }

    private static double median(List<Double> values) {
        return Median.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
