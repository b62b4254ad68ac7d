package dev.hawkeye.models.quantize.qdq;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.hawkeye.models.quantize.calibration.Affine;
import dev.hawkeye.models.quantize.calibration.Runs;
import dev.hawkeye.models.quantize.graph.Graph;
import dev.hawkeye.models.quantize.graph.Layer;
import dev.hawkeye.models.quantize.graph.Nodes;
import dev.hawkeye.models.quantize.graph.Tensors;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Measures the effect of quantization on each layer separately. A shadow runs next to every convolution of the FP32
 * model: the same convolution, with its input rounded to bytes and its weights rounded. The mean of their difference in
 * each channel is not noise but a shift, and a bias can compensate for it (bias correction; Nagel et al., "Data-Free
 * Quantization Through Weight Equalization and Bias Correction", 2019, here with the means of real pictures instead of
 * estimated ones). The rest is the noise of the layer.
 */
public final class LayerCheck {
    private final Runs runs;
    private final Map<String, float[]> shifts = new HashMap<>();
    private final Map<String, Double> signals = new HashMap<>();
    private final Map<String, Double> noises = new HashMap<>();

    public LayerCheck(Runs runs) {
        this.runs = runs;
    }

    public void measure(
            Graph graph,
            List<Layer> layers,
            QuantizationPlan plan,
            Map<String, Affine> lines,
            Map<String, QuantizedWeights> weights,
            Map<String, float[]> biases,
            List<ByteBuffer> pictures) {
        List<NodeProto> nodes = new ArrayList<>(graph.nodes());
        List<TensorProto> constants = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        Set<String> rounded = new HashSet<>();
        for (Layer layer : layers) {
            if (rounded.add(layer.input())) {
                rounded(layer.input(), plan.sideBySide(layer.input(), lines), lines, nodes, constants);
            }
            shadow(graph, layer, weights.get(layer.name()), biases.get(layer.name()), nodes, constants);
            outputs.add(shift(layer));
            outputs.add(signal(layer));
            outputs.add(noise(layer));
        }
        runs.over(pictures, graph.with(nodes, constants).watching(outputs), "layers", (picture, values) -> {
            synchronized (shifts) {
                layers.forEach(layer -> add(layer, values));
            }
        });
        shifts.values().forEach(sums -> {
            for (int i = 0; i < sums.length; i++) {
                sums[i] /= pictures.size();
            }
        });
    }

    private static void rounded(
            String tensor,
            Optional<BytesSideBySide> sideBySide,
            Map<String, Affine> lines,
            List<NodeProto> nodes,
            List<TensorProto> constants) {
        String name = tensor + "_shadow";
        line(name, lines.get(tensor), constants);
        if (sideBySide.isEmpty()) {
            bytes(name, tensor, nodes);
            nodes.add(real(name, name, name));
            return;
        }
        List<String> parts = new ArrayList<>();
        for (String part : sideBySide.get().parts()) {
            String rounded = name + "_" + parts.size();
            line(rounded, lines.get(part), constants);
            bytes(rounded, part, nodes);
            nodes.add(real(rounded, rounded, name));
            parts.add(rounded);
        }
        nodes.add(Nodes.node("Concat", name, parts.toArray(String[]::new))
                .addAttribute(Nodes.attribute("axis", 1))
                .build());
    }

    private static void line(String name, Affine line, List<TensorProto> constants) {
        constants.add(Tensors.scalar(name + "_scale", line.scale()));
        constants.add(Tensors.bytes(name + "_zero", TensorProto.DataType.UINT8, List.of(), (byte) line.zeroPoint()));
    }

    private static void bytes(String name, String tensor, List<NodeProto> nodes) {
        nodes.add(Nodes.node("QuantizeLinear", name + "_bytes", tensor, name + "_scale", name + "_zero")
                .build());
    }

    private static NodeProto real(String output, String bytes, String line) {
        return Nodes.node("DequantizeLinear", output, bytes + "_bytes", line + "_scale", line + "_zero")
                .build();
    }

    private static void shadow(
            Graph graph,
            Layer layer,
            QuantizedWeights weights,
            float[] bias,
            List<NodeProto> nodes,
            List<TensorProto> constants) {
        String name = layer.sum() + "_shadow_sum";
        List<Long> dimensions = graph.constant(layer.weights()).orElseThrow().getDimsList();
        constants.add(Tensors.floats(name + "_weights", dimensions, weights.real()));
        constants.add(Tensors.floats(name + "_bias", List.of((long) bias.length), bias));
        nodes.add(layer.conv().toBuilder()
                .clearInput()
                .addInput(layer.input() + "_shadow")
                .addInput(name + "_weights")
                .addInput(name + "_bias")
                .setOutput(0, name)
                .setName(name)
                .build());
        nodes.add(Nodes.node("Sub", name + "_difference", name, layer.sum()).build());
        nodes.add(Nodes.node("GlobalAveragePool", shift(layer), name + "_difference")
                .build());
        nodes.add(Nodes.reduction("ReduceSumSquare", layer.sum(), signal(layer)));
        nodes.add(Nodes.reduction("ReduceSumSquare", name + "_difference", noise(layer)));
    }

    private static String shift(Layer layer) {
        return layer.sum() + "_shift";
    }

    private static String signal(Layer layer) {
        return layer.sum() + "_signal";
    }

    private static String noise(Layer layer) {
        return layer.sum() + "_noise";
    }

    private void add(Layer layer, Map<String, FloatBuffer> values) {
        FloatBuffer seen = values.get(shift(layer));
        float[] sums = shifts.computeIfAbsent(layer.name(), name -> new float[seen.limit()]);
        for (int i = 0; i < sums.length; i++) {
            sums[i] += seen.get(i);
        }
        signals.merge(layer.name(), (double) values.get(signal(layer)).get(0), Double::sum);
        noises.merge(layer.name(), (double) values.get(noise(layer)).get(0), Double::sum);
    }

    /** @return the mean excess of the sums of each channel of a layer */
    public float[] shift(String layer) {
        return shifts.get(layer);
    }

    /** @return signal-to-noise ratio of a layer's sums in decibels */
    public double decibels(String layer) {
        return 10 * Math.log10(signals.get(layer) / Math.max(noises.get(layer), Double.MIN_NORMAL));
    }
}
