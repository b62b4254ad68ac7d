package dev.hawkeye.vision.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.Optional;

/** Properties of the nodes of a graph: their operator set, their attributes, and the constants among them. */
public final class OnnxNodes {
    /** The name of ONNX's own domain; models usually leave it empty. */
    public static final String ONNX = "ai.onnx";

    private OnnxNodes() {}

    /** Returns a domain's name, which is {@link #ONNX} for an empty one. */
    public static String domain(String domain) {
        return domain.isEmpty() ? ONNX : domain;
    }

    /** Returns the version of ONNX's own operators that a model requires, 0 if it names none. */
    public static long opset(ModelProto model) {
        return model.getOpsetImportList().stream()
                .filter(opset -> domain(opset.getDomain()).equals(ONNX))
                .mapToLong(OperatorSetIdProto::getVersion)
                .findFirst()
                .orElse(0);
    }

    /** Returns the attribute of this name. */
    public static Optional<AttributeProto> attribute(NodeProto node, String name) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .findFirst();
    }

    /** Returns the tensor of a Constant node, empty for any other node. */
    public static Optional<TensorProto> constant(NodeProto node) {
        return node.getOpType().equals("Constant")
                ? attribute(node, "value").map(AttributeProto::getT)
                : Optional.empty();
    }
}
