package dev.hawkeye.testing;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Builds an ONNX graph; values are identified by name. */
final class OnnxGraph {
    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("blocks");
    private int names;

    GraphProto build() {
        return graph.build();
    }

    /** @param shape a number for each dimension, or a name if it is dynamic */
    String input(String name, TensorProto.DataType type, Object... shape) {
        graph.addInput(value(name, type, shape));
        return name;
    }

    void output(String name, String of, TensorProto.DataType type, Object... shape) {
        graph.addNode(NodeProto.newBuilder().setOpType("Identity").addInput(of).addOutput(name));
        graph.addOutput(value(name, type, shape));
    }

    String floats(List<Long> shape, float... values) {
        TensorProto.Builder tensor = tensor(TensorProto.DataType.FLOAT).addAllDims(shape);
        for (float value : values) {
            tensor.addFloatData(value);
        }
        return add(tensor);
    }

    String scalar(float value) {
        return floats(List.of(), value);
    }

    String longs(Long... values) {
        return add(tensor(TensorProto.DataType.INT64).addDims(values.length).addAllInt64Data(Arrays.asList(values)));
    }

    /**
     * Adds zero to zero this many times.
     *
     * @param times an integer tensor of one element
     * @return a float scalar, 0
     */
    String loop(String times) {
        String zero = nextName();
        String next = nextName();
        String condition = nextName();
        GraphProto body = GraphProto.newBuilder()
                .setName("count")
                .addInput(value("iteration", TensorProto.DataType.INT64))
                .addInput(value("go_on", TensorProto.DataType.BOOL))
                .addInput(value("sum", TensorProto.DataType.FLOAT))
                .addInitializer(TensorProto.newBuilder()
                        .setName(zero)
                        .setDataType(TensorProto.DataType.FLOAT.getNumber())
                        .addFloatData(0))
                .addNode(NodeProto.newBuilder()
                        .setOpType("Identity")
                        .addInput("go_on")
                        .addOutput(condition))
                .addNode(NodeProto.newBuilder()
                        .setOpType("Add")
                        .addInput("sum")
                        .addInput(zero)
                        .addOutput(next))
                .addOutput(value(condition, TensorProto.DataType.BOOL))
                .addOutput(value(next, TensorProto.DataType.FLOAT))
                .build();
        AttributeProto attribute = AttributeProto.newBuilder()
                .setName("body")
                .setType(AttributeProto.AttributeType.GRAPH)
                .setG(body)
                .build();
        return op("Loop", List.of(times, "", scalar(0)), attribute);
    }

    String op(String type, List<String> inputs, AttributeProto... attributes) {
        String result = nextName();
        graph.addNode(NodeProto.newBuilder()
                .setOpType(type)
                .addAllInput(inputs)
                .addOutput(result)
                .addAllAttribute(Arrays.asList(attributes)));
        return result;
    }

    /** Splits a value in half along the channels. */
    List<String> halves(String of) {
        List<String> halves = List.of(nextName(), nextName());
        graph.addNode(NodeProto.newBuilder()
                .setOpType("Split")
                .addInput(of)
                .addAllOutput(halves)
                .addAttribute(attribute("axis", 1)));
        return halves;
    }

    static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto attribute(String name, List<Long> values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INTS)
                .addAllInts(values)
                .build();
    }

    private TensorProto.Builder tensor(TensorProto.DataType type) {
        return TensorProto.newBuilder().setName(nextName()).setDataType(type.getNumber());
    }

    private String add(TensorProto.Builder tensor) {
        graph.addInitializer(tensor);
        return tensor.getName();
    }

    private String nextName() {
        return "v" + names++;
    }

    private static ValueInfoProto value(String name, TensorProto.DataType type, Object... shape) {
        List<TensorShapeProto.Dimension> dimensions = new ArrayList<>();
        for (Object length : shape) {
            TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
            dimensions.add(
                    length instanceof Number number
                            ? dimension.setDimValue(number.longValue()).build()
                            : dimension.setDimParam((String) length).build());
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(TensorShapeProto.newBuilder().addAllDim(dimensions))))
                .build();
    }
}
