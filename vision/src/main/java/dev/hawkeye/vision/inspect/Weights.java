package dev.hawkeye.vision.inspect;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The learned values: weights and biases of convolutions, matrix products and normalizations. Other constants, such as
 * anchors, shapes, scales and zero points, do not count. Weights that several nodes share count once.
 */
final class Weights {
    private Weights() {}

    /** @return number of weights by the element type in which they are stored, the most frequent first */
    static Map<String, Long> byType(GraphProto graph) {
        Constants constants = new Constants(graph);
        Map<String, TensorProto> learned = new LinkedHashMap<>();
        for (NodeProto node : graph.getNodeList()) {
            WeightedOperator.of(node.getOpType())
                    .ifPresent(operator -> operator.operands().stream()
                            .filter(index -> index < node.getInputCount())
                            .flatMap(index -> constants.origin(node.getInput(index)).stream())
                            .forEach(constant -> learned.put(constant.name(), constant.tensor())));
        }
        Map<String, Long> counts = new LinkedHashMap<>();
        learned.values()
                .forEach(tensor ->
                        counts.merge(ElementType.name(tensor.getDataType()), Constants.elements(tensor), Long::sum));
        return SortedCounts.of(counts);
    }
}
