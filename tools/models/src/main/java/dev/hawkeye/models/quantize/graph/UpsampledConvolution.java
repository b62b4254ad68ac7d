package dev.hawkeye.models.quantize.graph;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.hawkeye.vision.onnx.OnnxNodes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Moves a convolution before the upsampling instead of after it. A detector's neck upsamples a coarse tensor by two,
 * concatenates it with a finer one, and applies a pointwise convolution to both. Four equal pixels have four equal
 * products: {@code W [up(x); y] = up(Wx x) + Wy y}, with the weights split in two. Then the coarse part is multiplied
 * at a quarter of the places, the upsampled tensor has the number of output channels, not of input channels, and
 * nothing is concatenated.
 */
public final class UpsampledConvolution {
    private final Graph graph;
    private final List<TensorProto> constants = new ArrayList<>();
    private final Set<String> gone = new HashSet<>();

    private UpsampledConvolution(Graph graph) {
        this.graph = graph;
    }

    /** @return an equivalent network */
    public static Graph apply(Graph graph) {
        UpsampledConvolution change = new UpsampledConvolution(graph);
        List<NodeProto> nodes = new ArrayList<>();
        for (NodeProto node : graph.nodes()) {
            Optional<Neck> neck = change.neck(node);
            if (neck.isPresent()) {
                change.cut(neck.get(), nodes);
            } else {
                nodes.add(node);
            }
        }
        nodes.removeIf(node -> change.gone.contains(Graph.id(node)));
        return change.gone.isEmpty() ? graph : graph.with(nodes, change.constants);
    }

    /** A pointwise convolution and its inputs. */
    private record Neck(NodeProto conv, NodeProto concat, NodeProto resize, long channels) {
        boolean isEnlargedFirst() {
            return concat.getInput(0).equals(Graph.id(resize));
        }

        String other() {
            return concat.getInput(isEnlargedFirst() ? 1 : 0);
        }
    }

    private Optional<Neck> neck(NodeProto conv) {
        if (!conv.getOpType().equals("Conv") || !Shapes.isPointwise(graph, conv) || isClipped(conv)) {
            return Optional.empty();
        }
        NodeProto concat = graph.producer(conv.getInput(0)).orElse(null);
        if (concat == null
                || !concat.getOpType().equals("Concat")
                || Shapes.axis(concat, 0) != 1
                || concat.getInputCount() != 2
                || !isReadOnce(concat)) {
            return Optional.empty();
        }
        List<NodeProto> enlarged = concat.getInputList().stream()
                .flatMap(input -> graph.producer(input).stream())
                .filter(node -> node.getOpType().equals("Resize") && repeats(node) && isReadOnce(node))
                .toList();
        OptionalLong channels =
                enlarged.size() == 1 ? Channels.of(graph, enlarged.get(0).getInput(0)) : OptionalLong.empty();
        return channels.isPresent()
                ? Optional.of(new Neck(conv, concat, enlarged.get(0), channels.getAsLong()))
                : Optional.empty();
    }

    /** A ReLU after a convolution costs nothing; after a sum it would. */
    private boolean isClipped(NodeProto conv) {
        return graph.consumers(Graph.id(conv)).stream()
                .anyMatch(reader -> reader.getOpType().equals("Relu"));
    }

    private boolean isReadOnce(NodeProto node) {
        return graph.consumers(Graph.id(node)).size() == 1 && !graph.isOutput(Graph.id(node));
    }

    /** Whether every result is a copy of an input pixel. */
    private static boolean repeats(NodeProto resize) {
        return OnnxNodes.attribute(resize, "mode")
                .map(mode -> mode.getS().toStringUtf8().equals("nearest"))
                .orElse(true);
    }

    private void cut(Neck neck, List<NodeProto> nodes) {
        NodeProto conv = neck.conv();
        String sum = Graph.id(conv);
        TensorProto weights = graph.constant(conv.getInput(1)).orElseThrow();
        int all = Math.toIntExact(weights.getDims(1));
        int coarse = Math.toIntExact(neck.channels());
        int first = neck.isEnlargedFirst() ? 0 : all - coarse;
        int firstOther = neck.isEnlargedFirst() ? coarse : 0;
        weights(sum + "_coarse_weights", weights, first, coarse);
        weights(sum + "_fine_weights", weights, firstOther, all - coarse);
        gone.add(Graph.id(neck.resize()));
        gone.add(Graph.id(neck.concat()));
        nodes.add(conv.toBuilder()
                .setName(conv.getName().replaceFirst("(/conv)?/Conv$", ".up$0"))
                .clearInput()
                .addInput(neck.resize().getInput(0))
                .addInput(sum + "_coarse_weights")
                .setOutput(0, sum + "_coarse")
                .build());
        nodes.add(neck.resize().toBuilder()
                .setInput(0, sum + "_coarse")
                .setOutput(0, sum + "_enlarged")
                .build());
        nodes.add(conv.toBuilder()
                .setInput(0, neck.other())
                .setInput(1, sum + "_fine_weights")
                .setOutput(0, sum + "_fine")
                .build());
        nodes.add(Nodes.node("Add", sum, sum + "_enlarged", sum + "_fine").build());
    }

    /** Adds the weights of some input channels. */
    private void weights(String name, TensorProto weights, int first, int count) {
        float[] all = Tensors.floats(weights);
        int outputs = Math.toIntExact(weights.getDims(0));
        int inputs = Math.toIntExact(weights.getDims(1));
        float[] some = new float[outputs * count];
        for (int output = 0; output < outputs; output++) {
            System.arraycopy(all, output * inputs + first, some, output * count, count);
        }
        constants.add(Tensors.floats(name, Tensors.dimensions(outputs, count, 1, 1), some));
    }
}
