package dev.hawkeye.vision.inspect;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.List;

/** A few nodes on an input named "images"; the last node's output is the graph's. */
final class SmallGraph {
    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("small");
    private String last = "images";

    /** @param sides numbers, names of open sides, or "" for one without a name */
    SmallGraph input(DataType type, Object... sides) {
        return input("images", type, sides);
    }

    SmallGraph input(String name, DataType type, Object... sides) {
        graph.addInput(value(name, type, sides));
        return this;
    }

    /** A constant of zeros. */
    SmallGraph constant(String name, DataType type, long... sides) {
        graph.addInitializer(tensor(name, type, sides).setRawData(ByteString.copyFrom(new byte[bytes(type, sides)])));
        return this;
    }

    /** A scale: of zeros nothing can be divided by. */
    SmallGraph one(String name) {
        graph.addInitializer(tensor(name, DataType.FLOAT).addFloatData(1));
        return this;
    }

    /** A constant whose values lie in another file. */
    SmallGraph external(String name, DataType type, String location, long... sides) {
        graph.addInitializer(tensor(name, type, sides)
                .setDataLocation(DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue(location)));
        return this;
    }

    SmallGraph node(String type, String output, List<String> inputs, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType(type)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(Arrays.asList(attributes)));
        last = output;
        return this;
    }

    static AttributeProto ints(String name, Long... values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INTS)
                .addAllInts(Arrays.asList(values))
                .build();
    }

    static AttributeProto number(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INT)
                .setI(value)
                .build();
    }

    ModelProto build() {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .setProducerName("hand")
                .setProducerVersion("1.0")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph.addOutput(ValueInfoProto.newBuilder()
                        .setName(last)
                        .setType(TypeProto.newBuilder()
                                .setTensorType(TypeProto.Tensor.newBuilder().setElemType(DataType.FLOAT.getNumber())))))
                .build();
    }

    private static TensorProto.Builder tensor(String name, DataType type, long... sides) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .addAllDims(Arrays.stream(sides).boxed().toList());
    }

    private static int bytes(DataType type, long... sides) {
        long bytes = switch (type) {
            case FLOAT, INT32 -> 4;
            case FLOAT16 -> 2;
            case INT8, UINT8 -> 1;
            case INT64, DOUBLE -> 8;
            default -> throw new IllegalArgumentException(type.toString());
        };
        return Math.toIntExact(Arrays.stream(sides).reduce(bytes, (a, b) -> a * b));
    }

    private static ValueInfoProto value(String name, DataType type, Object... sides) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (Object side : sides) {
            if (side instanceof Integer length) {
                shape.addDimBuilder().setDimValue(length);
            } else {
                shape.addDimBuilder().setDimParam((String) side);
            }
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(shape)))
                .build();
    }
}
