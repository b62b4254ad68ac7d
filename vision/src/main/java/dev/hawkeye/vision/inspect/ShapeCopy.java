package dev.hawkeye.vision.inspect;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import dev.hawkeye.vision.onnx.OnnxNodes;
import dev.hawkeye.vision.onnx.OnnxTensors;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A copy of a model that only computes the shapes of its values. The shapes of an export with open dimensions are known
 * only when it runs, but a run of the model itself would need all its weights, and would output every intermediate
 * value. So the copy differs in two ways:
 *
 * <ul>
 *   <li>Each requested value feeds a Shape node, and these shapes are the only outputs.
 *   <li>Large constants are zeros that the graph creates itself. Shapes do not depend on weights, so the copy is small
 *       whatever the size of the model, and it does not need weights that are external or missing.
 * </ul>
 */
final class ShapeCopy {
    private static final String PREFIX = "hawkeye.inspect.";
    /** Smaller constants may be shapes, axes or indices, which must keep their values. */
    private static final long LARGE = 1024;
    /** A file may claim more than any machine has; constants beyond this are not replaced. */
    private static final long MAX_BYTES = Integer.MAX_VALUE;
    /** The first ONNX opset with ConstantOfShape. */
    private static final long MIN_OPSET = 9;
    /** Bytes per value, for types in which weights are stored and that ConstantOfShape can create. */
    private static final Map<DataType, Integer> ZEROS = Map.of(
            DataType.DOUBLE, Double.BYTES,
            DataType.FLOAT, Float.BYTES,
            DataType.FLOAT16, Short.BYTES,
            DataType.INT8, Byte.BYTES,
            DataType.UINT8, Byte.BYTES,
            DataType.INT32, Integer.BYTES);

    private final GraphProto.Builder graph;
    private final boolean makesZeros;
    private final Set<String> replaced = new HashSet<>();
    private long bytes;

    private ShapeCopy(ModelProto model) {
        graph = GraphProto.newBuilder()
                .setName(model.getGraph().getName())
                .addAllSparseInitializer(model.getGraph().getSparseInitializerList());
        makesZeros = OnnxNodes.opset(model) >= MIN_OPSET;
    }

    /**
     * @param values names of the values whose shapes are requested
     * @return a model with an output for each, named by {@link #output}
     */
    static ModelProto of(ModelProto model, Collection<String> values) {
        ShapeCopy copy = new ShapeCopy(model);
        copy.constants(model.getGraph());
        copy.nodes(model.getGraph());
        values.forEach(copy::ask);
        return model.toBuilder()
                .clearTrainingInfo()
                .clearMetadataProps()
                .setGraph(copy.graph)
                .build();
    }

    /** @return the output that is the shape of a value */
    static String output(String value) {
        return PREFIX + value;
    }

    private void constants(GraphProto original) {
        for (TensorProto tensor : original.getInitializerList()) {
            if (isReplaced(tensor)) {
                zeros(tensor.getName(), tensor);
            } else {
                graph.addInitializer(tensor);
            }
        }
        original.getInputList().stream()
                .filter(input -> !replaced.contains(input.getName()))
                .forEach(graph::addInput);
    }

    private void nodes(GraphProto original) {
        for (NodeProto node : original.getNodeList()) {
            Optional<TensorProto> constant = OnnxNodes.constant(node).filter(this::isReplaced);
            constant.ifPresentOrElse(tensor -> zeros(node.getOutput(0), tensor), () -> graph.addNode(node));
        }
    }

    private boolean isReplaced(TensorProto tensor) {
        long most = (MAX_BYTES - bytes) / Long.BYTES;
        long elements = Constants.elements(tensor);
        return makesZeros
                && bytesOf(tensor) > 0
                && elements <= most
                && (OnnxTensors.isExternal(tensor) || elements > LARGE);
    }

    /** @return bytes per value; 0 for a type that cannot be created */
    private static int bytesOf(TensorProto tensor) {
        DataType type = DataType.forNumber(tensor.getDataType());
        return type == null ? 0 : ZEROS.getOrDefault(type, 0);
    }

    private void zeros(String name, TensorProto tensor) {
        replaced.add(name);
        bytes += bytesOf(tensor) * Constants.elements(tensor);
        String shape = PREFIX + "shape." + name;
        graph.addInitializer(TensorProto.newBuilder()
                .setName(shape)
                .setDataType(DataType.INT64.getNumber())
                .addDims(tensor.getDimsCount())
                .addAllInt64Data(tensor.getDimsList()));
        ByteString zero = ByteString.copyFrom(new byte[bytesOf(tensor)]);
        graph.addNode(NodeProto.newBuilder()
                .setOpType("ConstantOfShape")
                .addInput(shape)
                .addOutput(name)
                .addAttribute(AttributeProto.newBuilder()
                        .setName("value")
                        .setType(AttributeType.TENSOR)
                        .setT(TensorProto.newBuilder()
                                .setDataType(tensor.getDataType())
                                .addDims(1)
                                .setRawData(zero))));
    }

    private void ask(String value) {
        graph.addNode(NodeProto.newBuilder().setOpType("Shape").addInput(value).addOutput(output(value)));
        graph.addOutput(ValueInfoProto.newBuilder()
                .setName(output(value))
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder().setElemType(DataType.INT64.getNumber()))));
    }
}
