package dev.hawkeye.models.quantize.graph;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.OptionalLong;
import java.util.Set;

/** The number of channels of a tensor, as far as the preceding nodes determine it. */
public final class Channels {
    private static final Set<String> KEEPING = Set.of(
            "Sigmoid", "Mul", "Add", "Relu", "LeakyRelu", "Clip", "MaxPool", "AveragePool", "Resize", "Identity");

    private Channels() {}

    /** Returns the number of channels; empty when it cannot be determined. */
    public static OptionalLong of(Graph graph, String tensor) {
        NodeProto node = graph.producer(tensor).orElse(null);
        if (node == null) {
            return OptionalLong.empty();
        }
        return switch (node.getOpType()) {
            case "Conv" ->
                graph.constant(node.getInput(1))
                        .map(weights -> OptionalLong.of(weights.getDims(0)))
                        .orElse(OptionalLong.empty());
            case "Concat" -> Shapes.axis(node, 0) == 1 ? sum(graph, node) : OptionalLong.empty();
            case "Split", "Slice" ->
                ChannelRange.cutBy(graph, node).stream()
                        .filter(range -> range.tensor().equals(tensor))
                        .mapToLong(range -> range.end() - range.first())
                        .findFirst();
            default -> KEEPING.contains(node.getOpType()) ? of(graph, node.getInput(0)) : OptionalLong.empty();
        };
    }

    private static OptionalLong sum(Graph graph, NodeProto concat) {
        long sum = 0;
        for (String part : concat.getInputList()) {
            OptionalLong channels = of(graph, part);
            if (channels.isEmpty()) {
                return channels;
            }
            sum += channels.getAsLong();
        }
        return OptionalLong.of(sum);
    }
}
