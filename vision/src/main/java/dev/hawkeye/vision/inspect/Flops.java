package dev.hawkeye.vision.inspect;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import dev.hawkeye.vision.input.InputShape;
import dev.hawkeye.vision.onnx.OnnxNodes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Floating-point operations for one picture: two for each multiply-accumulate of convolutions and matrix products, as
 * in published model tables; quantized operators count the same. Nested graphs are not counted.
 */
final class Flops {
    private static final int PER_MAC = 2;

    private Flops() {}

    /**
     * @param shape height and width if the model leaves them open
     * @return empty when the model cannot be run on one tensor of pictures
     */
    static OptionalLong perPicture(ModelProto model, InputShape shape) {
        List<NodeProto> counted =
                model.getGraph().getNodeList().stream().filter(Flops::isCounted).toList();
        Set<String> values = new LinkedHashSet<>();
        for (NodeProto node : counted) {
            WeightedOperator operator = operator(node);
            values.addAll(List.of(node.getInput(operator.left()), node.getInput(operator.right()), node.getOutput(0)));
        }
        return ShapeProbe.run(model, shape, values)
                .map(found -> OptionalLong.of(PER_MAC * macs(counted, found.sides()) / found.pictures()))
                .orElse(OptionalLong.empty());
    }

    private static long macs(List<NodeProto> nodes, Map<String, List<Long>> sides) {
        return nodes.stream()
                .mapToLong(node -> {
                    WeightedOperator operator = operator(node);
                    return operator.macs(
                            sides.get(node.getInput(operator.left())),
                            sides.get(node.getInput(operator.right())),
                            sides.get(node.getOutput(0)),
                            isLeftTransposed(node));
                })
                .sum();
    }

    /** A node without its operands is invalid, which the run will report. */
    private static boolean isCounted(NodeProto node) {
        return WeightedOperator.of(node.getOpType())
                .filter(WeightedOperator::multiplies)
                .filter(operator -> node.getInputCount() > operator.right() && node.getOutputCount() > 0)
                .isPresent();
    }

    private static WeightedOperator operator(NodeProto node) {
        return WeightedOperator.of(node.getOpType()).orElseThrow();
    }

    private static boolean isLeftTransposed(NodeProto node) {
        return OnnxNodes.attribute(node, "transA")
                .filter(attribute -> attribute.getI() != 0)
                .isPresent();
    }
}
