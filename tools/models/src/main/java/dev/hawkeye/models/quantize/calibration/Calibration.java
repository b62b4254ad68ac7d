package dev.hawkeye.models.quantize.calibration;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.hawkeye.models.quantize.graph.Graph;
import dev.hawkeye.models.quantize.graph.Nodes;
import dev.hawkeye.models.quantize.graph.Tensors;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Collects the values of a model's tensors while it analyzes pictures, in two passes: the first for the minimum and
 * maximum of each tensor, which ONNX Runtime computes, the second for histograms between the two. Keeps nothing else.
 * Every seventh value of a large tensor is enough for a histogram; copying all of them from ONNX Runtime would take
 * about 60 MB per picture. 7 divides no tensor width of a YOLO, so the sample covers all columns.
 */
public final class Calibration {
    private static final int LARGE = 50_000;
    private static final int SAMPLED = 7;
    private static final String FLAT = "calibration_flat";
    private static final String FIRST = "calibration_first";
    private static final String END = "calibration_end";
    private static final String STEP = "calibration_step";

    private final Runs runs;

    public Calibration(Runs runs) {
        this.runs = runs;
    }

    /** @return histograms of these tensors over all pictures */
    public Map<String, Histogram> histograms(Graph graph, Collection<String> tensors, List<ByteBuffer> pictures) {
        Map<String, Float> sizes = new ConcurrentHashMap<>();
        Map<String, Histogram> histograms = empty(graph, tensors, pictures, sizes);
        List<NodeProto> nodes = new ArrayList<>(graph.nodes());
        List<TensorProto> constants = List.of(
                Tensors.longs(FLAT, -1),
                Tensors.longs(FIRST, 0),
                Tensors.longs(END, Integer.MAX_VALUE),
                Tensors.longs(STEP, SAMPLED));
        Map<String, String> samples = new LinkedHashMap<>();
        for (String tensor : tensors) {
            if (sizes.get(tensor) < LARGE) {
                samples.put(tensor, tensor);
                continue;
            }
            samples.put(tensor + "_sample", tensor);
            nodes.add(Nodes.node("Reshape", tensor + "_flat", tensor, FLAT).build());
            nodes.add(Nodes.node("Slice", tensor + "_sample", tensor + "_flat", FIRST, END, FIRST, STEP)
                    .build());
        }
        runs.over(
                pictures,
                graph.with(nodes, constants).watching(samples.keySet()),
                "distributions",
                (picture, values) -> values.forEach((sample, seen) -> {
                    Histogram histogram = histograms.get(samples.get(sample));
                    Histogram mine = new Histogram(histogram.low(), histogram.high());
                    mine.add(seen);
                    synchronized (histogram) {
                        histogram.add(mine);
                    }
                }));
        return histograms;
    }

    private Map<String, Histogram> empty(
            Graph graph, Collection<String> tensors, List<ByteBuffer> pictures, Map<String, Float> sizes) {
        List<NodeProto> nodes = new ArrayList<>(graph.nodes());
        Map<String, String> least = new LinkedHashMap<>();
        Map<String, String> greatest = new LinkedHashMap<>();
        for (String tensor : tensors) {
            least.put(tensor, tensor + "_least_seen");
            greatest.put(tensor, tensor + "_greatest_seen");
            nodes.add(Nodes.reduction("ReduceMin", tensor, least.get(tensor)));
            nodes.add(Nodes.reduction("ReduceMax", tensor, greatest.get(tensor)));
            nodes.add(Nodes.node("Size", tensor + "_whole_size", tensor).build());
            nodes.add(Nodes.node("Cast", tensor + "_size", tensor + "_whole_size")
                    .addAttribute(Nodes.attribute("to", TensorProto.DataType.FLOAT.getNumber()))
                    .build());
        }
        List<String> outputs = new ArrayList<>(least.values());
        outputs.addAll(greatest.values());
        tensors.forEach(tensor -> outputs.add(tensor + "_size"));
        Map<String, Float> lows = new ConcurrentHashMap<>();
        Map<String, Float> highs = new ConcurrentHashMap<>();
        runs.over(pictures, graph.with(nodes, List.of()).watching(outputs), "ranges", (picture, values) -> {
            for (String tensor : tensors) {
                lows.merge(tensor, values.get(least.get(tensor)).get(0), Math::min);
                highs.merge(tensor, values.get(greatest.get(tensor)).get(0), Math::max);
                sizes.merge(tensor, values.get(tensor + "_size").get(0), Math::max);
            }
        });
        Map<String, Histogram> histograms = new HashMap<>();
        for (String tensor : tensors) {
            histograms.put(tensor, new Histogram(lows.get(tensor), highs.get(tensor)));
        }
        return histograms;
    }
}
