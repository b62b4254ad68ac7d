package dev.hawkeye.models.quantize.graph;

import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.List;

/**
 * A convolution with constant weights and its activation function: the unit that is quantized or left in float.
 *
 * @param conv convolution; its inputs are the activation, the weights and, usually, a bias
 * @param activation nodes of the activation function, in order; empty after the last convolutions of the heads
 * @param isHead whether this is one of the last convolutions, whose sums are boxes and scores
 */
public record Layer(NodeProto conv, List<NodeProto> activation, boolean isHead) {
    public Layer {
        activation = List.copyOf(activation);
    }

    /**
     * The exporter's name without its frame: {@code /model.22/cv3.0/cv3.0.2/Conv} is {@code model.22/cv3.0/cv3.0.2}.
     */
    public String name() {
        String name = conv.getName().isEmpty() ? sum() : conv.getName();
        return name.replaceFirst("^/", "").replaceFirst("(/conv)?/Conv$", "");
    }

    public String input() {
        return conv.getInput(0);
    }

    public String weights() {
        return conv.getInput(1);
    }

    public boolean hasBias() {
        return conv.getInputCount() > 2 && !conv.getInput(2).isEmpty();
    }

    public String bias() {
        return conv.getInput(2);
    }

    /** The output of the convolution, before the activation function. */
    public String sum() {
        return Graph.id(conv);
    }

    /** The output of the layer. */
    String output() {
        return activation.isEmpty() ? sum() : Graph.id(activation.get(activation.size() - 1));
    }
}
