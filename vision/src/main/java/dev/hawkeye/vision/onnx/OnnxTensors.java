package dev.hawkeye.vision.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.function.Consumer;

/** The constant tensors of a model. */
public final class OnnxTensors {
    private final Consumer<TensorProto> each;

    private OnnxTensors(Consumer<TensorProto> each) {
        this.each = each;
    }

    /** Whether its values are in a file beside the model. */
    public static boolean isExternal(TensorProto tensor) {
        return tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL;
    }

    /** Visits all of them: initializers and values of attributes, including nested graphs and functions. */
    static void forEach(ModelProto model, Consumer<TensorProto> each) {
        OnnxTensors tensors = new OnnxTensors(each);
        tensors.graph(model.getGraph());
        model.getFunctionsList().forEach(function -> function.getNodeList().forEach(tensors::node));
    }

    private void graph(GraphProto graph) {
        graph.getInitializerList().forEach(each);
        graph.getSparseInitializerList().forEach(sparse -> {
            each.accept(sparse.getValues());
            each.accept(sparse.getIndices());
        });
        graph.getNodeList().forEach(this::node);
    }

    private void node(NodeProto node) {
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attribute.hasT()) {
                each.accept(attribute.getT());
            }
            attribute.getTensorsList().forEach(each);
            if (attribute.hasG()) {
                graph(attribute.getG());
            }
            attribute.getGraphsList().forEach(this::graph);
        }
    }
}
