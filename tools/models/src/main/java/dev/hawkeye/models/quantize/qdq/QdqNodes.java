package dev.hawkeye.models.quantize.qdq;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.hawkeye.models.quantize.calibration.Affine;
import dev.hawkeye.models.quantize.graph.Graph;
import dev.hawkeye.models.quantize.graph.Layer;
import dev.hawkeye.models.quantize.graph.Nodes;
import dev.hawkeye.models.quantize.graph.RowHead;
import dev.hawkeye.models.quantize.graph.Tensors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The nodes and constants of a graph that is being written, and the conversion of its tensors and weights to bytes. */
final class QdqNodes {
    private final String domain;
    private final List<NodeProto> nodes = new ArrayList<>();
    private final List<TensorProto> constants = new ArrayList<>();

    /** @param domain the domain of the operators that have scales per channel */
    QdqNodes(String domain) {
        this.domain = domain;
    }

    void add(NodeProto node) {
        nodes.add(node);
    }

    /** Quantizes a tensor to {@code TENSOR_bytes}, and dequantizes those to {@code TENSOR_real}. */
    void quantize(String tensor, Affine line) {
        String scale = tensor + "_scale";
        String zero = tensor + "_zero";
        constants.add(Tensors.scalar(scale, line.scale()));
        constants.add(Tensors.bytes(zero, TensorProto.DataType.UINT8, List.of(), (byte) line.zeroPoint()));
        add("QuantizeLinear", tensor + "_bytes", tensor, scale, zero);
        dequantize(tensor + "_real", tensor, tensor);
    }

    /** Dequantizes the bytes of a tensor with its own scale or that of another. */
    void dequantize(String output, String tensor, String lineOf) {
        add("DequantizeLinear", output, tensor + "_bytes", lineOf + "_scale", lineOf + "_zero");
    }

    /** Adds {@code NAME_real}, dequantized from bytes with a scale per channel along an axis. */
    void weights(String name, List<Long> dimensions, byte[] values, float[] scales, int axis) {
        List<Long> channels = List.of((long) scales.length);
        constants.add(Tensors.bytes(name, TensorProto.DataType.INT8, dimensions, values));
        constants.add(Tensors.floats(name + "_scales", channels, scales));
        constants.add(Tensors.bytes(name + "_zeros", TensorProto.DataType.INT8, channels, new byte[scales.length]));
        perChannel(name, axis);
    }

    /** Adds {@code NAME_real}, dequantized from 32-bit integers in these steps. */
    void bias(String name, float[] bias, float[] steps) {
        List<Long> channels = List.of((long) steps.length);
        int[] values = new int[steps.length];
        for (int i = 0; i < steps.length; i++) {
            values[i] = Math.toIntExact(Math.round(bias[i] / (double) steps[i]));
        }
        constants.add(Tensors.ints(name, channels, values));
        constants.add(Tensors.floats(name + "_scales", channels, steps));
        constants.add(Tensors.ints(name + "_zeros", channels, new int[steps.length]));
        perChannel(name, 0);
    }

    /** Adds a product of bytes that is not rounded to bytes: runtimes merge it into one kernel that returns floats. */
    void rows(Layer layer, RowHead head, Affine input, QuantizedWeights weights, float[] bias) {
        String name = layer.sum();
        int outputs = weights.scales().length;
        int inputs = weights.values().length / outputs;
        nodes.add(head.transpose().toBuilder()
                .setInput(0, layer.input() + "_real")
                .setOutput(0, name + "_in_pixels")
                .build());
        quantize(name + "_in_pixels", input);
        constants.add(Tensors.longs(name + "_in_shape", 0, -1, inputs));
        nodes.add(Nodes.node("Reshape", name + "_in_rows", name + "_in_pixels_real", name + "_in_shape")
                .build());
        quantize(name + "_in_rows", input);
        weights(
                name + "_weights",
                Tensors.dimensions(inputs, outputs),
                transposed(weights.values(), outputs),
                weights.scales(),
                1);
        nodes.add(Nodes.node("MatMul", name + "_products", name + "_in_rows_real", name + "_weights_real")
                .build());
        constants.add(Tensors.floats(name + "_bias", List.of((long) outputs), bias));
        nodes.add(Nodes.node("Add", head.output(), name + "_products", name + "_bias")
                .build());
    }

    private static byte[] transposed(byte[] matrix, int rows) {
        byte[] transposed = new byte[matrix.length];
        int columns = matrix.length / rows;
        for (int i = 0; i < matrix.length; i++) {
            transposed[i % columns * rows + i / columns] = matrix[i];
        }
        return transposed;
    }

    /**
     * Returns the graph with these nodes in place of its own. Omits unread nodes, because ONNX Runtime would run them,
     * too.
     */
    Graph of(Graph graph) {
        Set<String> read = new HashSet<>();
        nodes.forEach(node -> read.addAll(node.getInputList()));
        nodes.removeIf(node -> node.getOpType().equals("DequantizeLinear") && !read.contains(Graph.id(node)));
        return graph.with(nodes, constants);
    }

    private void perChannel(String name, int axis) {
        nodes.add(Nodes.node("DequantizeLinear", name + "_real", name, name + "_scales", name + "_zeros")
                .setDomain(domain)
                .addAttribute(Nodes.attribute("axis", axis))
                .build());
    }

    private void add(String type, String output, String... inputs) {
        nodes.add(Nodes.node(type, output, inputs).setDomain(domain).build());
    }
}
