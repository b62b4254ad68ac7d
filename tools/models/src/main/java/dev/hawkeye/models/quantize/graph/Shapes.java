package dev.hawkeye.models.quantize.graph;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.hawkeye.vision.onnx.OnnxNodes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Lengths that a graph states itself: in constants, in attributes, and in shapes that exporters assemble. */
public final class Shapes {
    private Shapes() {}

    /** Returns one length of a shape that is a constant or a concatenation of single lengths. */
    static OptionalLong length(Graph graph, String shape, int place) {
        Optional<long[]> constant = graph.constant(shape).map(Tensors::longs);
        if (constant.isPresent()) {
            return place < constant.get().length ? OptionalLong.of(constant.get()[place]) : OptionalLong.empty();
        }
        return graph.producer(shape)
                .filter(node -> node.getOpType().equals("Concat") && place < node.getInputCount())
                .flatMap(node -> graph.constant(node.getInput(place)))
                .filter(length -> Tensors.count(length) == 1)
                .map(length -> OptionalLong.of(Tensors.longs(length)[0]))
                .orElse(OptionalLong.empty());
    }

    /** Returns the values of an attribute, or ONNX's defaults if it is missing. */
    static List<Long> attribute(NodeProto node, String name, Long... otherwise) {
        return OnnxNodes.attribute(node, name)
                .map(attribute -> attribute.getIntsList())
                .orElse(List.of(otherwise));
    }

    /** Returns the axis of a node, or ONNX's default {@code otherwise} if it is missing. */
    static long axis(NodeProto node, long otherwise) {
        return OnnxNodes.attribute(node, "axis").map(axis -> axis.getI()).orElse(otherwise);
    }

    static boolean isTranspose(NodeProto node, Long... order) {
        return node.getOpType().equals("Transpose") && attribute(node, "perm").equals(List.of(order));
    }

    /** Whether a convolution reads one pixel at a time, and all of them. */
    public static boolean isPointwise(Graph graph, NodeProto conv) {
        TensorProto weights = graph.constant(conv.getInput(1)).orElse(null);
        return weights != null
                && weights.getDimsCount() == 4
                && weights.getDims(2) == 1
                && weights.getDims(3) == 1
                && attribute(conv, "strides", 1L, 1L).equals(List.of(1L, 1L))
                && attribute(conv, "pads", 0L, 0L, 0L, 0L).stream().allMatch(pad -> pad == 0)
                && isWhole(conv);
    }

    /** Whether all output channels of a convolution read all of its input. */
    static boolean isWhole(NodeProto conv) {
        return OnnxNodes.attribute(conv, "group")
                .map(group -> group.getI() == 1)
                .orElse(true);
    }
}
