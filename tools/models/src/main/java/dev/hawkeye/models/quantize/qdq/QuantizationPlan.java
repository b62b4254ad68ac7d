package dev.hawkeye.models.quantize.qdq;

import ai.onnx.proto.OnnxMl.NodeProto;
import dev.hawkeye.models.quantize.calibration.Affine;
import dev.hawkeye.models.quantize.graph.Graph;
import dev.hawkeye.models.quantize.graph.Layer;
import dev.hawkeye.models.quantize.graph.QuantizableBody;
import dev.hawkeye.models.quantize.graph.RowHead;
import dev.hawkeye.models.quantize.graph.Shapes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The quantization plan: which layers and tensors become bytes, and with which scales. */
public final class QuantizationPlan {
    /** The range 0 to 1: for a sigmoid, and for the picture, whose values are bytes divided by 255 and stay exact. */
    static final Affine UNIT = new Affine(1 / 255f, 0);

    private final Graph graph;
    private final QuantizableBody body;
    private final Set<String> layersInFloat;
    private final Set<String> quantized = new HashSet<>();
    private final Set<String> tensors = new LinkedHashSet<>();
    private final Map<String, RowHead> rowHeads = new HashMap<>();
    private final Map<String, BytesSideBySide> sideBySide = new HashMap<>();

    /**
     * @param layersInFloat names of the layers that stay in float
     * @param floatSums whether heads with a row form return floats
     * @param copies whether concatenations may copy bytes, which costs weights some of their steps
     */
    public QuantizationPlan(
            Graph graph, QuantizableBody body, Set<String> layersInFloat, boolean floatSums, boolean copies) {
        this.graph = graph;
        this.body = body;
        this.layersInFloat = Set.copyOf(layersInFloat);
        for (Layer layer : body.layers()) {
            if (isQuantized(layer)) {
                quantized.add(layer.sum());
                if (floatSums) {
                    RowHead.of(graph, layer).ifPresent(head -> rowHeads.put(layer.sum(), head));
                }
                layer.activation().forEach(node -> quantized.add(Graph.id(node)));
            }
        }
        quantized.addAll(body.others());
        for (NodeProto node : graph.nodes()) {
            if (isQuantized(node)) {
                node.getInputList().stream()
                        .filter(input ->
                                !input.isEmpty() && graph.constant(input).isEmpty() && !staysWithin(input))
                        .forEach(tensors::add);
                node.getOutputList().stream()
                        .filter(output -> !staysWithin(output))
                        .forEach(tensors::add);
                if (copies && node.getOpType().equals("Concat") && isReadByPixels(Graph.id(node))) {
                    BytesSideBySide.of(graph, node).ifPresent(parts -> sideBySide.put(Graph.id(node), parts));
                }
            }
        }
    }

    /** Whether only a quantized pointwise convolution reads a tensor. */
    private boolean isReadByPixels(String tensor) {
        List<NodeProto> readers = graph.consumers(tensor);
        return !graph.isOutput(tensor)
                && readers.size() == 1
                && readers.get(0).getOpType().equals("Conv")
                && isQuantized(readers.get(0))
                && Shapes.isPointwise(graph, readers.get(0));
    }

    /**
     * Returns the parts of a tensor that is concatenated by copying bytes.
     *
     * @param lines scales of all tensors that become bytes
     */
    public Optional<BytesSideBySide> sideBySide(String tensor, Map<String, Affine> lines) {
        return Optional.ofNullable(sideBySide.get(tensor)).filter(parts -> parts.areClose(lines, lines.get(tensor)));
    }

    public boolean isQuantized(Layer layer) {
        return !layersInFloat.contains(layer.name());
    }

    public boolean isQuantized(NodeProto node) {
        return quantized.contains(Graph.id(node));
    }

    /** Returns the row form of the node's layer, if it multiplies bytes and returns floats. */
    Optional<RowHead> rowHead(NodeProto node) {
        return Optional.ofNullable(rowHeads.get(Graph.id(node)));
    }

    /** The tensors that become bytes. */
    Set<String> tensors() {
        return tensors;
    }

    /**
     * Whether a tensor never exists as bytes: a ReLU is merged into its convolution, so the tensor between them never
     * exists, and some sums stay floats.
     */
    private boolean staysWithin(String tensor) {
        if (rowHeads.containsKey(tensor)) {
            return true;
        }
        List<NodeProto> readers = graph.consumers(tensor);
        return readers.size() == 1
                && readers.get(0).getOpType().equals("Relu")
                && graph.producer(tensor)
                        .map(node -> node.getOpType().equals("Conv"))
                        .orElse(false);
    }

    /** The tensors whose values must be observed; the scales of the others follow from theirs. */
    public Set<String> watched() {
        Set<String> watched = new LinkedHashSet<>();
        for (String tensor : tensors) {
            String source = body.source(tensor);
            if (!isUnit(source) && !isA("Concat", source)) {
                watched.add(source);
            }
        }
        return watched;
    }

    private boolean isUnit(String tensor) {
        return isA("Sigmoid", tensor) || graph.producer(tensor).isEmpty();
    }

    private boolean isA(String type, String tensor) {
        return graph.producer(tensor).map(node -> node.getOpType().equals(type)).orElse(false);
    }

    /** @return scales of all tensors that become bytes */
    public Map<String, Affine> lines(Map<String, Affine> watched) {
        Map<String, Affine> lines = new HashMap<>();
        tensors.forEach(tensor -> line(tensor, watched, lines));
        return lines;
    }

    private Affine line(String tensor, Map<String, Affine> watched, Map<String, Affine> lines) {
        Affine known = lines.get(tensor);
        if (known != null) {
            return known;
        }
        String source = body.source(tensor);
        Affine line;
        if (!source.equals(tensor)) {
            line = line(source, watched, lines);
        } else if (isUnit(tensor)) {
            line = UNIT;
        } else if (isA("Concat", tensor)) {
            line = around(graph.producer(tensor).orElseThrow().getInputList(), watched, lines);
        } else {
            line = watched.get(tensor);
        }
        lines.put(tensor, line);
        return line;
    }

    /** A scale wide enough for all concatenated parts, so that nothing is clipped a second time. */
    private Affine around(List<String> parts, Map<String, Affine> watched, Map<String, Affine> lines) {
        double low = 0;
        double high = 0;
        for (String part : parts) {
            Affine line = line(part, watched, lines);
            low = Math.min(low, line.low());
            high = Math.max(high, line.high());
        }
        return Affine.spanning(low, high);
    }
}
