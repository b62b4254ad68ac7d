package dev.hawkeye.models.quantize.graph;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.hawkeye.vision.onnx.OnnxNodes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A cheaper form of the same number. Each side of a box is the mean of a distribution over 16 bins (distribution focal
 * loss): {@code Σ i·softmax(x)_i}. Exports compute it as Softmax over an axis in the middle, for which ONNX Runtime
 * moves the tensor around twice, and a convolution with the weights 0 to 15. It is also {@code Σ i·exp(x_i) / Σ
 * exp(x_i)}: an exponential, one convolution with two outputs, one division. In an INT8 model, where all else has
 * become faster, this saves more than any other change to the tail.
 *
 * <p>Softmax subtracts the greatest value first, so that no exponential overflows. Here a clip does: exp(60) is still
 * far from the limits of a float, and no trained head comes near it.
 */
public final class DistributionMean {
    private static final float MAX_LOGIT = 60;

    private DistributionMean() {}

    public static Graph simplify(Graph graph) {
        List<NodeProto> nodes = new ArrayList<>();
        List<TensorProto> constants = new ArrayList<>();
        Set<String> replaced = new HashSet<>();
        for (NodeProto node : graph.nodes()) {
            Optional<NodeProto> mean = mean(graph, node);
            if (mean.isPresent()) {
                replaced.add(Graph.id(mean.get()));
                replace(graph, node, mean.get(), nodes, constants);
            } else if (!replaced.contains(Graph.id(node))) {
                nodes.add(node);
            }
        }
        return graph.with(nodes, constants);
    }

    /** The convolution that takes the mean of a softmax. */
    private static Optional<NodeProto> mean(Graph graph, NodeProto softmax) {
        if (!softmax.getOpType().equals("Softmax") || !overChannels(softmax)) {
            return Optional.empty();
        }
        List<NodeProto> readers = graph.consumers(Graph.id(softmax));
        return readers.size() == 1 && isMean(graph, readers.get(0)) ? Optional.of(readers.get(0)) : Optional.empty();
    }

    private static boolean overChannels(NodeProto softmax) {
        return OnnxNodes.attribute(softmax, "axis")
                .map(axis -> axis.getI() == 1)
                .orElse(false);
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
            Graph graph, NodeProto softmax, NodeProto mean, List<NodeProto> nodes, List<TensorProto> constants) {
        String name = Graph.id(mean);
        float[] bins = Tensors.floats(graph.constant(mean.getInput(1)).orElseThrow());
        float[] both = new float[2 * bins.length];
        for (int i = 0; i < bins.length; i++) {
            both[i] = bins[i];
            both[bins.length + i] = 1;
        }
        constants.add(Tensors.floats(name + "_sums_weight", Tensors.dimensions(2, bins.length, 1, 1), both));
        constants.add(Tensors.scalar(name + "_least", -MAX_LOGIT));
        constants.add(Tensors.scalar(name + "_most", MAX_LOGIT));
        constants.add(Tensors.longs(name + "_first", 0));
        constants.add(Tensors.longs(name + "_second", 1));
        constants.add(Tensors.longs(name + "_end", 2));
        constants.add(Tensors.longs(name + "_axis", 1));
        nodes.add(Nodes.node("Clip", name + "_clipped", softmax.getInput(0), name + "_least", name + "_most")
                .build());
        nodes.add(Nodes.node("Exp", name + "_exp", name + "_clipped").build());
        nodes.add(Nodes.node("Conv", name + "_sums", name + "_exp", name + "_sums_weight")
                .build());
        nodes.add(Nodes.node(
                        "Slice", name + "_weighted", name + "_sums", name + "_first", name + "_second", name + "_axis")
                .build());
        nodes.add(Nodes.node("Slice", name + "_whole", name + "_sums", name + "_second", name + "_end", name + "_axis")
                .build());
        nodes.add(Nodes.node("Div", name, name + "_weighted", name + "_whole").build());
    }
}
