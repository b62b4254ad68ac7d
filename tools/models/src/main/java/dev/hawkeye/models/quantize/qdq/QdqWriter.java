package dev.hawkeye.models.quantize.qdq;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.hawkeye.models.quantize.calibration.Affine;
import dev.hawkeye.models.quantize.graph.Graph;
import dev.hawkeye.models.quantize.graph.Layer;
import dev.hawkeye.models.quantize.graph.Nodes;
import dev.hawkeye.models.quantize.graph.QuantizableBody;
import dev.hawkeye.models.quantize.graph.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a plan as ONNX, in the form that runtimes recognize and merge into integer kernels: behind each tensor that
 * becomes bytes a QuantizeLinear and a DequantizeLinear, before each weight a DequantizeLinear. The operators between
 * them stay what they are, so that a runtime without such kernels computes the same in float.
 *
 * <p>Biases are 32-bit integers in steps of input scale × weight scale, as the sums of the products are.
 */
public final class QdqWriter {
    /** Scales for each channel exist in standard ONNX from here on; before, ONNX Runtime has its own operators for them. */
    private static final int PER_CHANNEL_OPSET = 13;

    private static final String ORT_DOMAIN = "com.microsoft";

    private final Graph graph;
    private final QuantizableBody body;
    private final QuantizationPlan plan;
    private final Map<String, Affine> lines;
    private final String domain;
    private final List<NodeProto> nodes = new ArrayList<>();
    private final List<TensorProto> constants = new ArrayList<>();

    /** @param lines of all tensors that become bytes */
    public QdqWriter(Graph graph, QuantizableBody body, QuantizationPlan plan, Map<String, Affine> lines) {
        this.graph = graph;
        this.body = body;
        this.plan = plan;
        this.lines = lines;
        this.domain = graph.opset() >= PER_CHANNEL_OPSET ? "" : ORT_DOMAIN;
    }

    /**
     * @param weights of each layer that is quantized, by its name
     * @param biases of each layer that is quantized, by its name
     */
    public Graph write(Map<String, QuantizedWeights> weights, Map<String, float[]> biases) {
        for (var input : graph.model().getGraph().getInputList()) {
            quantize(input.getName());
        }
        for (NodeProto node : graph.nodes()) {
            NodeProto.Builder changed = node.toBuilder();
            for (int i = 0; i < node.getInputCount(); i++) {
                if (readsBytes(node, node.getInput(i))) {
                    changed.setInput(i, node.getInput(i) + "_real");
                }
            }
            body.layers().stream()
                    .filter(layer -> layer.sum().equals(Graph.id(node)) && plan.isQuantized(layer))
                    .findFirst()
                    .ifPresent(
                            layer -> parameters(layer, changed, weights.get(layer.name()), biases.get(layer.name())));
            nodes.add(changed.build());
            node.getOutputList().forEach(this::quantize);
        }
        Graph written = graph.with(nodes, constants);
        return domain.isEmpty() ? written : new Graph(withOrtOperators(written.model()));
    }

    private static ModelProto withOrtOperators(ModelProto model) {
        return model.toBuilder()
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain(ORT_DOMAIN).setVersion(1))
                .build();
    }

    /** What a quantized node made exists as bytes only; what others made is there for readers in float as it is. */
    private boolean readsBytes(NodeProto reader, String tensor) {
        return plan.tensors().contains(tensor)
                && (plan.isQuantized(reader)
                        || graph.producer(tensor).map(plan::isQuantized).orElse(false));
    }

    private void quantize(String tensor) {
        if (!plan.tensors().contains(tensor)) {
            return;
        }
        Affine line = lines.get(tensor);
        String scale = tensor + "_scale";
        String zero = tensor + "_zero";
        constants.add(Tensors.scalar(scale, line.scale()));
        constants.add(Tensors.bytes(zero, TensorProto.DataType.UINT8, List.of(), (byte) line.zeroPoint()));
        add("QuantizeLinear", tensor + "_bytes", tensor, scale, zero);
        add("DequantizeLinear", tensor + "_real", tensor + "_bytes", scale, zero);
    }

    private void parameters(Layer layer, NodeProto.Builder conv, QuantizedWeights weights, float[] bias) {
        List<Long> channels = List.of((long) weights.scales().length);
        TensorProto original = graph.constant(layer.weights()).orElseThrow();
        String name = layer.sum() + "_weights";
        constants.add(Tensors.bytes(name, TensorProto.DataType.INT8, original.getDimsList(), weights.values()));
        constants.add(Tensors.floats(name + "_scales", channels, weights.scales()));
        constants.add(
                Tensors.bytes(name + "_zeros", TensorProto.DataType.INT8, channels, new byte[weights.scales().length]));
        addPerChannel(name + "_real", name, name + "_scales", name + "_zeros");
        conv.setInput(1, name + "_real");

        String sums = layer.sum() + "_bias";
        float[] steps = weights.scales().clone();
        int[] values = new int[steps.length];
        for (int i = 0; i < steps.length; i++) {
            steps[i] *= lines.get(layer.input()).scale();
            values[i] = Math.toIntExact(Math.round(bias[i] / (double) steps[i]));
        }
        constants.add(Tensors.ints(sums, channels, values));
        constants.add(Tensors.floats(sums + "_scales", channels, steps));
        constants.add(Tensors.ints(sums + "_zeros", channels, new int[steps.length]));
        addPerChannel(sums + "_real", sums, sums + "_scales", sums + "_zeros");
        if (conv.getInputCount() > 2) {
            conv.setInput(2, sums + "_real");
        } else {
            conv.addInput(sums + "_real");
        }
    }

    private void addPerChannel(String output, String... inputs) {
        nodes.add(Nodes.node("DequantizeLinear", output, inputs)
                .setDomain(domain)
                .addAttribute(Nodes.attribute("axis", 0))
                .build());
    }

    private void add(String type, String output, String... inputs) {
        nodes.add(Nodes.node(type, output, inputs).setDomain(domain).build());
    }
}
