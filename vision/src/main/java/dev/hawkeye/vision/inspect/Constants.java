package dev.hawkeye.vision.inspect;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.hawkeye.vision.onnx.OnnxNodes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The values of a graph that are the same in every run: its initializers and the outputs of its Constant nodes. */
final class Constants {
    /** Operators that change the form of a value but not its meaning; the value is the first operand. */
    private static final Set<String> FORM = Set.of(
            "Cast",
            "DequantizeLinear",
            "Flatten",
            "Identity",
            "QuantizeLinear",
            "Reshape",
            "Squeeze",
            "Transpose",
            "Unsqueeze");

    /** More than any model has, and small enough to sum up. */
    private static final double MAX_ELEMENTS = 1L << 48;

    private final Map<String, TensorProto> tensors = new HashMap<>();
    private final Map<String, NodeProto> forms = new HashMap<>();

    Constants(GraphProto graph) {
        graph.getInitializerList().forEach(tensor -> tensors.put(tensor.getName(), tensor));
        for (NodeProto node : graph.getNodeList()) {
            if (node.getOutputCount() == 0) {
                continue;
            }
            if (FORM.contains(node.getOpType()) && node.getInputCount() > 0) {
                forms.put(node.getOutput(0), node);
            } else {
                OnnxNodes.constant(node).ifPresent(tensor -> tensors.put(node.getOutput(0), tensor));
            }
        }
    }

    /**
     * @return the constant that a value is derived from in form only, such as the INT8 weights behind a
     *     DequantizeLinear
     */
    Optional<Constant> origin(String name) {
        String at = name;
        // An invalid graph might have a cycle.
        for (int steps = 0; steps <= forms.size(); steps++) {
            TensorProto tensor = tensors.get(at);
            if (tensor != null) {
                return Optional.of(new Constant(at, tensor));
            }
            NodeProto form = forms.get(at);
            if (form == null) {
                return Optional.empty();
            }
            at = form.getInput(0);
        }
        return Optional.empty();
    }

    record Constant(String name, TensorProto tensor) {}

    /** @return number of values of a tensor, 1 for a scalar; at most 2^48, whatever the file claims */
    static long elements(TensorProto tensor) {
        double elements = 1;
        for (long side : tensor.getDimsList()) {
            elements *= Math.max(0, side);
        }
        return (long) Math.min(elements, MAX_ELEMENTS);
    }
}
