package dev.hawkeye.models;

import dev.hawkeye.commandline.TerminalText;
import dev.hawkeye.vision.inspect.Port;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An inspection for a terminal: names and values, wrapped at word boundaries. */
public final class InspectionText {
    private static final int WIDTH = 110;
    private static final int NAME = 14;
    /** Not whitespace to a regular expression, and never in the text of a model. */
    private static final char UNFOLDED = '\0';

    private static final double MILLION = 1e6;
    private static final double BILLION = 1e9;

    private final PrintWriter out;

    private InspectionText(PrintWriter out) {
        this.out = out;
    }

    public static void print(Inspection inspection, PrintWriter out) {
        InspectionText text = new InspectionText(out);
        text.file(inspection);
        text.graph(inspection);
        text.pipeline(inspection);
        text.section("model card", inspection.modelCard());
        text.section("metadata", otherMetadata(inspection));
    }

    private void file(Inspection inspection) {
        out.println(inspection.file());
        row("size", String.format(Locale.ROOT, "%,d bytes", inspection.bytes()));
        row("sha256", inspection.sha256());
        row("producer", inspection.producer().isEmpty() ? "unknown" : inspection.producer());
        row("format", "IR " + inspection.ir() + ", opset " + opsets(inspection.opsets()));
        row("task", inspection.task() == null ? "unknown" : inspection.task());
        row(
                "classes",
                inspection.classes().isEmpty()
                        ? "unknown"
                        : inspection.classes().size() + ": " + listed(inspection.classes().stream()));
    }

    private void graph(Inspection inspection) {
        ports("input", inspection.inputs());
        ports("output", inspection.outputs());
        row("precision", inspection.precision());
        row("weights", inspection.weights().isEmpty() ? "none" : counts(inspection.weights()));
        row("parameters", magnitude(inspection.parameters()));
        row(
                "FLOPs",
                inspection.flops() == null
                        ? "unknown, since it cannot be run on a picture"
                        : magnitude(inspection.flops()) + " at " + inspection.flopsInput());
        row("operators", counts(inspection.operators()));
        if (!inspection.externalWeights().isEmpty()) {
            row(
                    "external",
                    "weights are in " + String.join(", ", inspection.externalWeights())
                            + " beside the file; its digest covers them too");
        }
    }

    private void pipeline(Inspection inspection) {
        Inspection.Pipeline pipeline = inspection.pipeline();
        out.println();
        out.println("pipeline");
        if (!pipeline.usable()) {
            row("usable", "no");
            row("why", listed(Stream.of(pipeline.refusal())));
            return;
        }
        row("usable", "yes");
        row(
                "letterbox",
                pipeline.letterbox().entrySet().stream()
                        .map(entry -> entry.getKey() + " to " + entry.getValue())
                        .collect(Collectors.joining(", ")));
        row(
                "batch",
                pipeline.fixedBatch()
                        ? "always " + pipeline.batch()
                        : "any (detector.batch: " + pipeline.batch() + ")");
        row(
                "lanes",
                pipeline.lanes() + " at a time × " + pipeline.threads() + " thread"
                        + (pipeline.threads() == 1 ? "" : "s"));
    }

    private static Map<String, String> otherMetadata(Inspection inspection) {
        return inspection.metadata().entrySet().stream()
                .filter(entry -> !inspection.modelCard().containsKey(entry.getKey()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getKey().equals("names")
                                        && !inspection.classes().isEmpty()
                                ? "the classes above"
                                : entry.getValue(),
                        (first, second) -> first,
                        TreeMap::new));
    }

    private void section(String title, Map<String, String> values) {
        if (!values.isEmpty()) {
            out.println();
            out.println(title);
            int longest =
                    values.keySet().stream().mapToInt(TerminalText::width).max().orElseThrow();
            int column = Math.max(NAME, Math.min(longest + 2, WIDTH / 3));
            values.forEach((name, value) -> row(column, name + " ", value));
        }
    }

    private void ports(String name, List<Port> ports) {
        ports.forEach(port -> row(name, port.toString()));
    }

    private static String opsets(Map<String, Long> opsets) {
        return listed(opsets.entrySet().stream()
                .map(entry -> entry.getKey().equals("ai.onnx")
                        ? entry.getValue().toString()
                        : entry.getKey() + " " + entry.getValue()));
    }

    private static String counts(Map<String, Long> counts) {
        return listed(counts.entrySet().stream()
                .map(entry -> String.format(Locale.ROOT, "%s %,d", entry.getKey(), entry.getValue())));
    }

    /** Wraps between the items, never within one. */
    private static String listed(Stream<String> items) {
        return items.map(item -> item.replace(' ', UNFOLDED)).collect(Collectors.joining(", "));
    }

    private static String magnitude(long count) {
        if (count >= BILLION) {
            return String.format(Locale.ROOT, "%.1f G", count / BILLION);
        }
        return count >= MILLION ? String.format(Locale.ROOT, "%.1f M", count / MILLION) : Long.toString(count);
    }

    private void row(String name, String value) {
        row(NAME, name, value);
    }

    private void row(int column, String name, String value) {
        List<String> lines = fold(value, WIDTH - column);
        String shown = TerminalText.safe(name);
        String space = " ".repeat(Math.max(0, column - TerminalText.width(shown)));
        out.println("  " + shown + space + lines.get(0));
        lines.stream().skip(1).forEach(line -> out.println(" ".repeat(column + 2) + line));
    }

    private static List<String> fold(String value, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : value.strip().split("\\s+", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(TerminalText.safe(word.replace(UNFOLDED, ' ')));
        }
        lines.add(line.toString());
        return lines;
    }
}
