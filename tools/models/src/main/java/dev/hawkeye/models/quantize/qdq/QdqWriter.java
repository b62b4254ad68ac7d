package dev.hawkeye.models.quantize.qdq;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import dev.hawkeye.models.quantize.calibration.Affine;
import dev.hawkeye.models.quantize.graph.Graph;
import dev.hawkeye.models.quantize.graph.Layer;
import dev.hawkeye.models.quantize.graph.QuantizableBody;
import dev.hawkeye.models.quantize.graph.RowHead;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes a plan as ONNX, in the form that runtimes recognize and merge into integer kernels: a QuantizeLinear and a
 * DequantizeLinear after each tensor that becomes bytes, and a DequantizeLinear before each weight. The operators in
 * between stay the same, so a runtime without such kernels computes the same in float.
 *
 * <p>Biases are 32-bit integers in steps of input scale × weight scale, like the sums of the products.
 */
public final class QdqWriter {
    /**
     * From this opset on, standard ONNX has scales per channel; before, ONNX Runtime has its own operators for them.
     */
    private static final int PER_CHANNEL_OPSET = 13;

    private static final String ORT_DOMAIN = "com.microsoft";

    private final Graph graph;
    private final QuantizableBody body;
    private final QuantizationPlan plan;
    private final Map<String, Affine> lines;
    private final String domain;
    private final QdqNodes nodes;
    private final Set<String> merged = new HashSet<>();

    /** @param lines scales of all tensors that become bytes */
    public QdqWriter(Graph graph, QuantizableBody body, QuantizationPlan plan, Map<String, Affine> lines) {
        this.graph = graph;
        this.body = body;
        this.plan = plan;
        this.lines = lines;
        this.domain = graph.opset() >= PER_CHANNEL_OPSET ? "" : ORT_DOMAIN;
        this.nodes = new QdqNodes(domain);
    }

    /**
     * @param weights the weights of each quantized layer, by name
     * @param biases the biases of each quantized layer, by name
     */
    public Graph write(Map<String, QuantizedWeights> weights, Map<String, float[]> biases) {
        for (var input : graph.model().getGraph().getInputList()) {
            quantize(input.getName());
        }
        for (NodeProto node : graph.nodes()) {
            if (merged.contains(Graph.id(node))) {
                continue;
            }
            Optional<Layer> layer = body.layers().stream()
                    .filter(other -> other.sum().equals(Graph.id(node)) && plan.isQuantized(other))
                    .findFirst();
            Optional<RowHead> rows = plan.rowHead(node);
            if (rows.isPresent()) {
                Layer head = layer.orElseThrow();
                merged.add(Graph.id(rows.get().transpose()));
                merged.add(Graph.id(rows.get().reshape()));
                nodes.rows(
                        head, rows.get(), lines.get(head.input()), weights.get(head.name()), biases.get(head.name()));
                continue;
            }
            NodeProto.Builder changed = node.toBuilder();
            for (int i = 0; i < node.getInputCount(); i++) {
                if (readsBytes(node, node.getInput(i))) {
                    changed.setInput(i, node.getInput(i) + (isShape(node) ? "_bytes" : "_real"));
                }
            }
            plan.sideBySide(Graph.id(node), lines).ifPresent(parts -> sideBySide(Graph.id(node), parts, changed));
            layer.ifPresent(conv -> parameters(conv, changed, weights.get(conv.name()), biases.get(conv.name())));
            nodes.add(changed.build());
            node.getOutputList().forEach(this::quantize);
        }
        Graph written = nodes.of(graph);
        return domain.isEmpty() ? written : new Graph(withOrtOperators(written.model()));
    }

    private static ModelProto withOrtOperators(ModelProto model) {
        return model.toBuilder()
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain(ORT_DOMAIN).setVersion(1))
                .build();
    }

    /**
     * The output of a quantized node exists only as bytes; that of other nodes also exists in float, for readers in
     * float.
     */
    private boolean readsBytes(NodeProto reader, String tensor) {
        return plan.tensors().contains(tensor)
                && (plan.isQuantized(reader)
                        || graph.producer(tensor).map(plan::isQuantized).orElse(false));
    }

    private void quantize(String tensor) {
        if (plan.tensors().contains(tensor)) {
            nodes.quantize(tensor, lines.get(tensor));
        }
    }

    /** Concatenates the bytes of the parts, interpreted in the scale of the whole. */
    private void sideBySide(String whole, BytesSideBySide parts, NodeProto.Builder concat) {
        for (int i = 0; i < parts.parts().size(); i++) {
            nodes.dequantize(whole + "_part" + i, parts.parts().get(i), whole);
            concat.setInput(i, whole + "_part" + i);
        }
    }

    /** Whether a node reads only the shape, which is the same for bytes. */
    private static boolean isShape(NodeProto node) {
        return node.getOpType().equals("Shape");
    }

    private void parameters(Layer layer, NodeProto.Builder conv, QuantizedWeights weights, float[] bias) {
        List<Long> dimensions = graph.constant(layer.weights()).orElseThrow().getDimsList();
        String name = layer.sum() + "_weights";
        nodes.weights(name, dimensions, weights.values(), weights.scales(), 0);
        conv.setInput(1, name + "_real");

        String sums = layer.sum() + "_bias";
        float[] steps = weights.scales().clone();
        for (int i = 0; i < steps.length; i++) {
            steps[i] *= lines.get(layer.input()).scale();
        }
        nodes.bias(sums, bias, steps);
        if (conv.getInputCount() > 2) {
            conv.setInput(2, sums + "_real");
        } else {
            conv.addInput(sums + "_real");
        }
    }
}
