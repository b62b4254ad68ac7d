package dev.hawkeye.models.quantize.graph;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.List;
import java.util.Optional;

/**
 * A last convolution whose sums are needed as rows, one per place. It is a matrix product: the rows of its input times
 * the weights. As such it multiplies bytes but returns floats, so its sums are not rounded to bytes; equal bytes would
 * cause ties in the ranking of scores.
 *
 * @param conv pointwise convolution
 * @param transpose node that moves its channels to the end
 * @param reshape node that makes the rows
 */
public record RowHead(NodeProto conv, NodeProto transpose, NodeProto reshape) {
    /** Returns the row form of a layer, if it has one. */
    public static Optional<RowHead> of(Graph graph, Layer layer) {
        if (!layer.isHead() || !Shapes.isPointwise(graph, layer.conv())) {
            return Optional.empty();
        }
        return onlyReader(graph, layer.conv())
                .filter(node -> Shapes.isTranspose(node, 0L, 2L, 3L, 1L))
                .flatMap(transpose -> onlyReader(graph, transpose)
                        .filter(node -> node.getOpType().equals("Reshape"))
                        .filter(node -> graph.constant(node.getInput(1))
                                .map(Tensors::longs)
                                .filter(shape -> shape.length == 3 && shape[1] == -1)
                                .isPresent())
                        .map(reshape -> new RowHead(layer.conv(), transpose, reshape)));
    }

    private static Optional<NodeProto> onlyReader(Graph graph, NodeProto node) {
        List<NodeProto> readers = graph.consumers(Graph.id(node));
        return readers.size() == 1 ? Optional.of(readers.get(0)) : Optional.empty();
    }

    /** The sums as rows. */
    public String output() {
        return Graph.id(reshape);
    }
}
