package dev.hawkeye.models.quantize.graph;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A cheaper form of the same computation. Each side of a box is the mean of a distribution over 16 bins (distribution
 * focal loss): {@code Σ i·softmax(x)_i}. Exports compute it as Softmax over an axis in the middle, for which ONNX
 * Runtime transposes the tensor twice, and a convolution with the weights 0 to 15. It equals {@code Σ i·exp(x_i) / Σ
 * exp(x_i)}: an exponential, one matrix product for the sums of all four sides, and one division. In an INT8 model,
 * where everything else has become faster, this saves more than any other change to the tail.
 *
 * <p>Softmax subtracts the maximum first, so that no exponential overflows. Here, clipping prevents that: exp(60) is
 * still far from the limits of a float, and no trained head comes near it.
 */
public final class DistributionMean {
    private static final float MAX_LOGIT = 60;
    private static final int SIDES = 4;

    /** In earlier opsets, Softmax ran over all axes from the given one on. */
    private static final int ONE_AXIS_OPSET = 13;

    private DistributionMean() {}

    /** @return the same network; unchanged if it has no such distribution */
    public static Graph simplify(Graph graph) {
        Map<String, Distribution> made = new HashMap<>();
        Set<String> gone = new HashSet<>();
        for (NodeProto node : graph.nodes()) {
            distribution(graph, node).ifPresent(found -> {
                made.put(Graph.id(found.result()), found);
                found.parts().forEach(part -> gone.add(Graph.id(part)));
            });
        }
        List<NodeProto> nodes = new ArrayList<>();
        List<TensorProto> constants = new ArrayList<>();
        for (NodeProto node : graph.nodes()) {
            if (made.containsKey(Graph.id(node))) {
                replace(graph, made.get(Graph.id(node)), nodes, constants);
            } else if (!gone.contains(Graph.id(node))) {
                nodes.add(node);
            }
        }
        return graph.with(nodes, constants);
    }

    /**
     * A distribution as exported: split into sides and bins, bins moved first, their probabilities, the mean, sides
     * restored.
     */
    private record Distribution(
            NodeProto apart, NodeProto transpose, NodeProto softmax, NodeProto mean, NodeProto result) {
        List<NodeProto> parts() {
            return List.of(apart, transpose, softmax, mean, result);
        }
    }

    private static Optional<Distribution> distribution(Graph graph, NodeProto softmax) {
        boolean overBins = softmax.getOpType().equals("Softmax")
                && Shapes.axis(softmax, -1) == 1
                && graph.opset() >= ONE_AXIS_OPSET;
        if (!overBins) {
            return Optional.empty();
        }
        NodeProto transpose = graph.producer(softmax.getInput(0)).orElse(null);
        NodeProto mean = onlyReader(graph, softmax).orElse(null);
        if (transpose == null
                || !Shapes.isTranspose(transpose, 0L, 2L, 1L, 3L)
                || mean == null
                || !isMean(graph, mean)) {
            return Optional.empty();
        }
        NodeProto apart = graph.producer(transpose.getInput(0)).orElse(null);
        NodeProto result = onlyReader(graph, mean).orElse(null);
        boolean known = apart != null
                && result != null
                && apart.getOpType().equals("Reshape")
                && result.getOpType().equals("Reshape")
                && Shapes.length(graph, apart.getInput(1), 1).orElse(-1) == SIDES
                && Shapes.length(graph, result.getInput(1), 1).orElse(-1) == SIDES
                && onlyReader(graph, apart).isPresent()
                && onlyReader(graph, transpose).isPresent();
        return known ? Optional.of(new Distribution(apart, transpose, softmax, mean, result)) : Optional.empty();
    }

    private static Optional<NodeProto> onlyReader(Graph graph, NodeProto node) {
        List<NodeProto> readers = graph.consumers(Graph.id(node));
        return readers.size() == 1 ? Optional.of(readers.get(0)) : Optional.empty();
    }

    private static boolean isMean(Graph graph, NodeProto node) {
        if (!node.getOpType().equals("Conv") || node.getInputCount() != 2) {
            return false;
        }
        TensorProto weights = graph.constant(node.getInput(1)).orElse(null);
        return weights != null
                && Tensors.isFloat(weights)
                && weights.getDims(0) == 1
                && Tensors.count(weights) == weights.getDims(1);
    }

    private static void replace(
            Graph graph, Distribution distribution, List<NodeProto> nodes, List<TensorProto> constants) {
        String name = Graph.id(distribution.result());
        float[] bins =
                Tensors.floats(graph.constant(distribution.mean().getInput(1)).orElseThrow());
        constants.add(Tensors.floats(
                name + "_sums_weight", Tensors.dimensions((long) SIDES * bins.length, 2L * SIDES), weights(bins)));
        constants.add(Tensors.scalar(name + "_least", -MAX_LOGIT));
        constants.add(Tensors.scalar(name + "_most", MAX_LOGIT));
        constants.add(Tensors.longs(name + "_first", 0));
        constants.add(Tensors.longs(name + "_second", SIDES));
        constants.add(Tensors.longs(name + "_end", 2 * SIDES));
        constants.add(Tensors.longs(name + "_axis", 1));
        nodes.add(Nodes.node(
                        "Clip",
                        name + "_clipped",
                        rows(graph, distribution.apart().getInput(0), name, nodes),
                        name + "_least",
                        name + "_most")
                .build());
        nodes.add(Nodes.node("Exp", name + "_exp", name + "_clipped").build());
        nodes.add(Nodes.node("MatMul", name + "_row_sums", name + "_exp", name + "_sums_weight")
                .build());
        nodes.add(Nodes.transpose(name + "_sums", name + "_row_sums", 0L, 2L, 1L));
        nodes.add(Nodes.node(
                        "Slice", name + "_weighted", name + "_sums", name + "_first", name + "_second", name + "_axis")
                .build());
        nodes.add(Nodes.node("Slice", name + "_whole", name + "_sums", name + "_second", name + "_end", name + "_axis")
                .build());
        nodes.add(Nodes.node("Div", name, name + "_weighted", name + "_whole").build());
    }

    /** The bins of each place as a row, as {@link HeadRows} leaves them. */
    private static String rows(Graph graph, String sides, String name, List<NodeProto> nodes) {
        Optional<String> rows = graph.producer(sides)
                .filter(node -> Shapes.isTranspose(node, 0L, 2L, 1L))
                .map(node -> node.getInput(0));
        if (rows.isEmpty()) {
            nodes.add(Nodes.transpose(name + "_rows", sides, 0L, 2L, 1L));
        }
        return rows.orElse(name + "_rows");
    }

    /** The matrix from the bins of all sides to the weighted sum of each side, followed by the plain sums. */
    private static float[] weights(float[] bins) {
        float[] weights = new float[SIDES * bins.length * 2 * SIDES];
        for (int side = 0; side < SIDES; side++) {
            for (int bin = 0; bin < bins.length; bin++) {
                int row = (side * bins.length + bin) * 2 * SIDES;
                weights[row + side] = bins[bin];
                weights[row + SIDES + side] = 1;
            }
        }
        return weights;
    }
}
