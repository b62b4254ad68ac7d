package dev.hawkeye.models.quantize.graph;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Equalizes the channels between two layers. All channels of an activation share one scale, so a channel that is a
 * hundred times smaller than another is left with three of its 256 steps. What one layer scales down, the next can
 * scale up: dividing the weights and the bias of channel c by f and multiplying the next layer's weights for c by f
 * leaves the network equivalent. The factor {@code √(range of c's weights / range of the next layer's weights for c)}
 * makes both ranges equal (cross-layer equalization; Nagel et al., "Data-Free Quantization Through Weight Equalization
 * and Bias Correction", 2019).
 *
 * <p>This requires a function between the layers with {@code g(x / f) = g(x) / f}. ReLU is such a function. SiLU,
 * YOLOv8's default, is not, so nothing changes there.
 */
public final class Equalization {
    /** Beyond this factor, the other end of the scale becomes the problem. */
    private static final double MAX_FACTOR = 64;

    private final Graph graph;
    private final Map<String, float[]> changed = new HashMap<>();

    private Equalization(Graph graph) {
        this.graph = graph;
    }

    /** @return an equivalent network */
    public static Graph apply(Graph graph) {
        Equalization equalization = new Equalization(graph);
        List<Layer> layers = QuantizableBody.of(graph).layers();
        for (Layer layer : layers) {
            equalization.next(layer, layers).ifPresent(next -> equalization.even(layer, next));
        }
        List<TensorProto> constants = equalization.changed.entrySet().stream()
                .map(entry -> Tensors.floats(
                        entry.getKey(), equalization.tensor(entry.getKey()).getDimsList(), entry.getValue()))
                .toList();
        return graph.with(graph.nodes(), constants);
    }

    /** The layer that alone reads this layer's output, with the same channels. */
    private Optional<Layer> next(Layer layer, List<Layer> layers) {
        List<NodeProto> readers = graph.consumers(layer.output());
        boolean scalable = layer.activation().size() == 1
                && layer.activation().get(0).getOpType().equals("Relu");
        if (!scalable || readers.size() != 1 || graph.isOutput(layer.output()) || isShared(layer)) {
            return Optional.empty();
        }
        return layers.stream()
                .filter(other -> other.conv().equals(readers.get(0)))
                .filter(other -> tensor(other.weights()).getDims(1)
                        == tensor(layer.weights()).getDims(0)) // no groups
                .filter(other -> !isShared(other))
                .findFirst();
    }

    /** Weights that two layers share cannot be changed for one of them. */
    private boolean isShared(Layer layer) {
        return graph.consumers(layer.weights()).size() > 1
                || (layer.hasBias() && graph.consumers(layer.bias()).size() > 1);
    }

    private void even(Layer layer, Layer next) {
        float[] made = values(layer.weights());
        float[] read = values(next.weights());
        int channels = Math.toIntExact(tensor(layer.weights()).getDims(0));
        int perChannel = made.length / channels;
        int outputs = Math.toIntExact(tensor(next.weights()).getDims(0));
        int kernel = read.length / channels / outputs;
        for (int channel = 0; channel < channels; channel++) {
            double madeRange = 0;
            for (int i = 0; i < perChannel; i++) {
                madeRange = Math.max(madeRange, Math.abs(made[channel * perChannel + i]));
            }
            double readRange = 0;
            for (int i = 0; i < outputs * kernel; i++) {
                readRange = Math.max(readRange, Math.abs(read[index(i, channel, channels, kernel)]));
            }
            if (madeRange > 0 && readRange > 0) {
                double factor = Math.max(1 / MAX_FACTOR, Math.min(MAX_FACTOR, Math.sqrt(madeRange / readRange)));
                for (int i = 0; i < perChannel; i++) {
                    made[channel * perChannel + i] /= (float) factor;
                }
                if (layer.hasBias()) {
                    values(layer.bias())[channel] /= (float) factor;
                }
                for (int i = 0; i < outputs * kernel; i++) {
                    read[index(i, channel, channels, kernel)] *= (float) factor;
                }
            }
        }
    }

    /** Weights are ordered by output, input channel and kernel position. */
    private static int index(int outputAndPlace, int channel, int channels, int kernel) {
        return (outputAndPlace / kernel * channels + channel) * kernel + outputAndPlace % kernel;
    }

    private float[] values(String constant) {
        return changed.computeIfAbsent(constant, name -> Tensors.floats(tensor(name)));
    }

    private TensorProto tensor(String constant) {
        return graph.constant(constant).orElseThrow();
    }
}
