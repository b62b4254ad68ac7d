package dev.hawkeye.models.quantize.graph;

import ai.onnx.proto.OnnxMl.NodeProto;
import dev.hawkeye.vision.onnx.OnnxNodes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The part of a detector that is worth quantizing: every convolution with constant weights, and everything before one.
 *
 * <p>Everything after the last convolutions, the decode tail, stays in float. It mixes pixels (0 to 640) with scores (0
 * to 1), and a byte cannot represent both: public INT8 files that quantize it detect nothing. The convolution that
 * takes the mean of the distribution of a box side (DFL) belongs to the tail, because it follows a softmax.
 */
public final class QuantizableBody {
    /** These operators pass bytes on unchanged, so output and input share their scale. */
    private static final Set<String> PASSING =
            Set.of("Split", "MaxPool", "Resize", "Transpose", "Reshape", "Slice", "Squeeze", "Unsqueeze", "Identity");

    /** Operators with INT8 implementations in ONNX Runtime. */
    private static final Set<String> COMPUTING = Set.of("Sigmoid", "Mul", "Add", "Concat", "AveragePool", "LeakyRelu");

    /** Operators whose first input alone is data; the others are sizes. */
    private static final Set<String> FIRST_INPUT_ONLY = Set.of("Conv", "Clip", "Pad", "Expand", "Tile", "Gather");

    private final Graph graph;
    private final List<Layer> layers = new ArrayList<>();
    private final Set<String> others = new LinkedHashSet<>();
    private final Set<String> inFloat = new LinkedHashSet<>();
    private final Map<String, String> passedFrom = new HashMap<>();

    private QuantizableBody(Graph graph) {
        this.graph = graph;
    }

    public static QuantizableBody of(Graph graph) {
        QuantizableBody body = new QuantizableBody(graph);
        Set<String> inLayers = new HashSet<>();
        for (NodeProto node : graph.nodes()) {
            if (body.isLayer(node)) {
                Layer layer = new Layer(node, body.activation(node), false);
                body.layers.add(layer);
                inLayers.add(Graph.id(node));
                layer.activation().forEach(part -> inLayers.add(Graph.id(part)));
            }
        }
        Set<String> before = body.before();
        body.layers.replaceAll(layer -> new Layer(layer.conv(), layer.activation(), body.isLast(layer, before)));
        for (NodeProto node : graph.nodes()) {
            if (before.contains(Graph.id(node)) && !inLayers.contains(Graph.id(node))) {
                body.sort(node);
            }
        }
        return body;
    }

    private boolean isLast(Layer layer, Set<String> before) {
        return layer.activation().isEmpty()
                && graph.consumers(layer.sum()).stream().noneMatch(reader -> before.contains(Graph.id(reader)));
    }

    private void sort(NodeProto node) {
        boolean passes = PASSING.contains(node.getOpType()) && !interpolates(node);
        boolean dataOnly = data(node).size() == (passes ? 1 : node.getInputCount());
        if (dataOnly && (passes || COMPUTING.contains(node.getOpType()))) {
            others.add(Graph.id(node));
            if (passes) {
                node.getOutputList().forEach(output -> passedFrom.put(output, node.getInput(0)));
            }
        } else {
            inFloat.add(Graph.id(node));
        }
    }

    /** Whether a node interpolates; interpolated values are not bytes. */
    private static boolean interpolates(NodeProto node) {
        return node.getOpType().equals("Resize")
                && OnnxNodes.attribute(node, "mode")
                        .map(mode -> !mode.getS().toStringUtf8().equals("nearest"))
                        .orElse(false);
    }

    private boolean isLayer(NodeProto node) {
        return node.getOpType().equals("Conv")
                && graph.constant(node.getInput(1)).map(Tensors::isFloat).orElse(false)
                && (node.getInputCount() < 3
                        || node.getInput(2).isEmpty()
                        || graph.constant(node.getInput(2)).isPresent())
                && !followsSoftmax(node);
    }

    private boolean followsSoftmax(NodeProto conv) {
        Optional<NodeProto> before = graph.producer(conv.getInput(0));
        while (before.isPresent()
                && Set.of("Transpose", "Reshape").contains(before.get().getOpType())) {
            before = graph.producer(before.get().getInput(0));
        }
        return before.map(node -> node.getOpType().equals("Softmax")).orElse(false);
    }

    private List<NodeProto> activation(NodeProto node) {
        String sum = Graph.id(node);
        List<NodeProto> readers = graph.consumers(sum);
        if (readers.size() == 2) {
            for (int i = 0; i < 2; i++) {
                NodeProto sigmoid = readers.get(i);
                NodeProto product = readers.get(1 - i);
                if (sigmoid.getOpType().equals("Sigmoid")
                        && product.getOpType().equals("Mul")
                        && Set.copyOf(product.getInputList()).equals(Set.of(sum, Graph.id(sigmoid)))
                        && graph.consumers(Graph.id(sigmoid)).size() == 1) {
                    return List.of(sigmoid, product);
                }
            }
        }
        boolean relu = readers.size() == 1 && readers.get(0).getOpType().equals("Relu");
        return relu ? readers : List.of();
    }

    /** All nodes that contribute to the input of some layer. */
    private Set<String> before() {
        Set<String> before = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        layers.forEach(layer -> open.add(layer.input()));
        while (!open.isEmpty()) {
            Optional<NodeProto> producer = graph.producer(open.remove());
            if (producer.isPresent() && before.add(Graph.id(producer.get()))) {
                open.addAll(data(producer.get()));
            }
        }
        return before;
    }

    private List<String> data(NodeProto node) {
        boolean firstOnly = PASSING.contains(node.getOpType()) || FIRST_INPUT_ONLY.contains(node.getOpType());
        return node.getInputList().stream()
                .limit(firstOnly ? 1 : Long.MAX_VALUE)
                .filter(input -> !input.isEmpty() && graph.constant(input).isEmpty())
                .toList();
    }

    /** Whether only a SiLU reads a tensor. */
    public boolean isBeforeSilu(String tensor) {
        return graph.producer(tensor).map(node -> activation(node).size() == 2).orElse(false);
    }

    /** The layers in execution order. */
    public List<Layer> layers() {
        return layers;
    }

    /** Quantized nodes of the body that belong to no layer. */
    public Set<String> others() {
        return others;
    }

    /** Nodes of the body without an INT8 implementation. */
    public Set<String> inFloat() {
        return inFloat;
    }

    /** The tensor whose scale this one shares; itself for most. */
    public String source(String tensor) {
        String source = tensor;
        while (passedFrom.containsKey(source)) {
            source = passedFrom.get(source);
        }
        return source;
    }
}
