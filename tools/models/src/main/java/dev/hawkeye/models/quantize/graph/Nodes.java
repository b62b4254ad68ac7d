package dev.hawkeye.models.quantize.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.List;

/** Creates nodes of a graph. */
public final class Nodes {
    private Nodes() {}

    /** A node with one output, which names it. */
    public static NodeProto.Builder node(String type, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(type)
                .setName(output)
                .addAllInput(List.of(inputs))
                .addOutput(output);
    }

    public static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    public static AttributeProto attribute(String name, Long... values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INTS)
                .addAllInts(List.of(values))
                .build();
    }

    /** Transposes a tensor. */
    public static NodeProto transpose(String output, String input, Long... order) {
        return node("Transpose", output, input)
                .addAttribute(attribute("perm", order))
                .build();
    }

    /** Reduces all axes to a scalar. */
    public static NodeProto reduction(String type, String of, String output) {
        return node(type, output, of).addAttribute(attribute("keepdims", 0)).build();
    }
}
