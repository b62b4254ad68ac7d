package dev.hawkeye.models.quantize.graph;

import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Folds the first convolution to process four columns at once. It reads pixels of three bytes, but integer kernels need
 * their channels in groups of four; for three, ONNX Runtime copies every pixel nine times and multiplies slowly.
 *
 * <p>Where channels come last in memory, a row of W pixels of 3 channels <em>is</em> a row of W/4 pixels of 12, so
 * folding costs nothing. A 3×3 kernel of stride 2 produces two columns of results from four columns and their left
 * neighbor. So the folded convolution has 12 input channels, a 3×2 kernel of stride 2×1, and each output channel twice,
 * once for each column; the columns that the original does not see get zero weights. Its result, W/4 pixels of twice
 * the channels, is in memory again what the original produces. The sums are of the same products.
 *
 * <p>The width must be divisible by four, as it is for every detector of stride 32.
 */
public final class PictureFold {
    private static final int COLORS = 3;
    private static final int COLUMNS = 4;
    private static final int KERNEL = 3;
    private static final int RESULTS = 2;

    private PictureFold() {}

    /** @return an equivalent network; unchanged if it begins in another way */
    public static Graph apply(Graph graph) {
        return QuantizableBody.of(graph).layers().stream()
                .filter(layer -> isFirst(graph, layer))
                .findFirst()
                .map(layer -> folded(graph, layer))
                .orElse(graph);
    }

    private static boolean isFirst(Graph graph, Layer layer) {
        Optional<ValueInfoProto> picture = graph.model().getGraph().getInputList().stream()
                .filter(input -> input.getName().equals(layer.input()))
                .findFirst();
        TensorProto weights = graph.constant(layer.weights()).orElseThrow();
        return picture.isPresent()
                && mayBeFolded(picture.get())
                && graph.consumers(layer.input()).size() == 1
                && !layer.activation().isEmpty()
                && weights.getDimsList().subList(1, weights.getDimsCount()).equals(List.of((long) COLORS, 3L, 3L))
                && Shapes.isWhole(layer.conv())
                && Shapes.attribute(layer.conv(), "strides").equals(List.of(2L, 2L))
                && Shapes.attribute(layer.conv(), "pads").equals(List.of(1L, 1L, 1L, 1L))
                && Shapes.attribute(layer.conv(), "dilations", 1L, 1L).equals(List.of(1L, 1L));
    }

    private static boolean mayBeFolded(ValueInfoProto picture) {
        TensorShapeProto shape = picture.getType().getTensorType().getShape();
        return shape.getDimCount() == 4
                && (!shape.getDim(3).hasDimValue() || shape.getDim(3).getDimValue() % COLUMNS == 0);
    }

    private static Graph folded(Graph graph, Layer layer) {
        String name = layer.sum();
        String folded = name + "_folded";
        TensorProto original = graph.constant(layer.weights()).orElseThrow();
        int channels = Math.toIntExact(original.getDims(0));
        List<TensorProto> constants = new ArrayList<>();
        constants.add(Tensors.longs(name + "_columns", 0, 0, -1, COLUMNS * COLORS));
        constants.add(Tensors.longs(name + "_pixels", 0, 0, -1, channels));
        constants.add(Tensors.floats(
                name + "_folded_weights",
                Tensors.dimensions((long) RESULTS * channels, (long) COLUMNS * COLORS, KERNEL, 2),
                weights(Tensors.floats(original), channels)));
        NodeProto.Builder conv = layer.conv().toBuilder()
                .setInput(0, name + "_four")
                .setInput(1, name + "_folded_weights")
                .setOutput(0, folded)
                .clearAttribute()
                .addAttribute(Nodes.attribute("kernel_shape", (long) KERNEL, 2L))
                .addAttribute(Nodes.attribute("strides", 2L, 1L))
                .addAttribute(Nodes.attribute("pads", 1L, 1L, 1L, 0L));
        if (layer.hasBias()) {
            float[] bias = Tensors.floats(graph.constant(layer.bias()).orElseThrow());
            float[] twice = new float[RESULTS * channels];
            System.arraycopy(bias, 0, twice, 0, channels);
            System.arraycopy(bias, 0, twice, channels, channels);
            constants.add(Tensors.floats(name + "_folded_bias", List.of((long) twice.length), twice));
            conv.setInput(2, name + "_folded_bias");
        }
        List<NodeProto> nodes = new ArrayList<>();
        for (NodeProto node : graph.nodes()) {
            if (node.equals(layer.conv())) {
                reshaped(nodes, layer.input(), name + "_columns", name + "_four");
                nodes.add(conv.build());
            } else if (layer.activation().contains(node)) {
                boolean last = Graph.id(node).equals(layer.output());
                nodes.add(renamed(node, name, folded, layer.output(), last ? layer.output() + "_folded" : ""));
                if (last) {
                    reshaped(nodes, layer.output() + "_folded", name + "_pixels", layer.output());
                }
            } else {
                nodes.add(node);
            }
        }
        return graph.with(nodes, constants);
    }

    /** Reinterprets memory with other numbers of columns and channels, where channels come last. */
    private static void reshaped(List<NodeProto> nodes, String from, String shape, String to) {
        nodes.add(Nodes.transpose(to + "_last", from, 0L, 2L, 3L, 1L));
        nodes.add(Nodes.node("Reshape", to + "_reshaped", to + "_last", shape).build());
        nodes.add(Nodes.transpose(to, to + "_reshaped", 0L, 3L, 1L, 2L));
    }

    private static NodeProto renamed(NodeProto node, String sum, String newSum, String output, String newOutput) {
        NodeProto.Builder renamed = node.toBuilder();
        for (int i = 0; i < node.getInputCount(); i++) {
            if (node.getInput(i).equals(sum)) {
                renamed.setInput(i, newSum);
            }
        }
        if (Graph.id(node).equals(output)) {
            renamed.setOutput(0, newOutput);
        }
        return renamed.build();
    }

    /**
     * Reorders from (output, color, row, column) to (result and output, column and color, row, left neighbor or same
     * place).
     */
    private static float[] weights(float[] original, int channels) {
        float[] folded = new float[RESULTS * channels * COLUMNS * COLORS * KERNEL * 2];
        for (int i = 0; i < original.length; i++) {
            int column = i % KERNEL;
            int row = i / KERNEL % KERNEL;
            int color = i / KERNEL / KERNEL % COLORS;
            int channel = i / KERNEL / KERNEL / COLORS;
            for (int result = 0; result < RESULTS; result++) {
                int seen = 2 * result + column - 1;
                int place = seen < 0 ? 0 : 1;
                int input = Math.floorMod(seen, COLUMNS) * COLORS + color;
                int output = result * channels + channel;
                folded[((output * COLUMNS * COLORS + input) * KERNEL + row) * 2 + place] = original[i];
            }
        }
        return folded;
    }
}
