package dev.hawkeye.testing;

import static dev.hawkeye.testing.OnnxGraph.attribute;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * An ONNX model of about 30 KB with all building blocks of YOLOv8: convolutions with SiLU, a bottleneck next to a split
 * and a concatenation (C2f), chained max pooling (SPPF), upsampling, heads of three strides, the distribution of box
 * sides (DFL) and a decode tail. Its weights are random, so its detections are meaningless; only its structure matters.
 */
public final class TinyYolo {
    private static final int CLASSES = 3;
    private static final int BINS = 16;
    private static final int CHANNELS = 8;

    private final Random random = new Random(8);
    private final OnnxGraph graph = new OnnxGraph();
    private final String function;

    private TinyYolo(String function) {
        this.function = function;
    }

    /** ONNX bytes of any batch, height and width, with SiLU, opset 17. */
    public static byte[] silu() {
        return new TinyYolo("SiLU").build(17);
    }

    /** ONNX bytes of the same model with ReLU. */
    public static byte[] relu() {
        return new TinyYolo("Relu").build(17);
    }

    /** ONNX bytes of the same model with SiLU, in an older opset. */
    public static byte[] opset(long version) {
        return new TinyYolo("SiLU").build(version);
    }

    private byte[] build(long opset) {
        String images = graph.input("images", DataType.FLOAT, "batch", 3, "height", "width");
        String half = layer(images, 3, CHANNELS, 3, 2);
        String quarter = layer(half, CHANNELS, CHANNELS, 3, 2);
        String eighth = layer(bottleneck(quarter), CHANNELS, CHANNELS, 3, 2);
        String sixteenth = layer(eighth, CHANNELS, CHANNELS, 3, 2);
        String least = pooled(layer(sixteenth, CHANNELS, CHANNELS, 3, 2));
        String up = graph.op(
                "Resize",
                List.of(least, graph.floats(List.of(0L)), graph.floats(List.of(4L), 1, 1, 2, 2)),
                text("mode", "nearest"),
                text("coordinate_transformation_mode", "asymmetric"),
                text("nearest_mode", "floor"));
        String middle =
                layer(graph.op("Concat", List.of(up, sixteenth), attribute("axis", 1)), 2 * CHANNELS, CHANNELS, 1, 1);
        String all = graph.op("Concat", List.of(head(eighth), head(middle), head(least)), attribute("axis", 2));
        graph.output("output0", decoded(all), DataType.FLOAT, "batch", "channels", "anchors");
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(8)
                .setProducerName("tiny")
                .setGraph(graph.build())
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset));
        List.of("task=detect", "stride=32", "batch=1", "imgsz=[64, 64]", "names={0: 'a', 1: 'b', 2: 'c'}")
                .forEach(entry -> model.addMetadataProps(StringStringEntryProto.newBuilder()
                        .setKey(entry.substring(0, entry.indexOf('=')))
                        .setValue(entry.substring(entry.indexOf('=') + 1))));
        return model.build().toByteArray();
    }

    private String bottleneck(String input) {
        List<String> halves = graph.halves(layer(input, CHANNELS, CHANNELS, 1, 1));
        String inner = layer(halves.get(1), CHANNELS / 2, CHANNELS / 2, 3, 1);
        String sum = graph.op("Add", List.of(halves.get(1), inner));
        String side = graph.op("Concat", List.of(halves.get(0), halves.get(1), sum), attribute("axis", 1));
        return layer(side, 3 * CHANNELS / 2, CHANNELS, 1, 1);
    }

    private String pooled(String input) {
        List<String> levels = new ArrayList<>(List.of(input));
        for (int i = 0; i < 2; i++) {
            levels.add(graph.op(
                    "MaxPool",
                    List.of(levels.get(i)),
                    attribute("kernel_shape", List.of(5L, 5L)),
                    attribute("pads", List.of(2L, 2L, 2L, 2L))));
        }
        return layer(graph.op("Concat", levels, attribute("axis", 1)), 3 * CHANNELS, CHANNELS, 1, 1);
    }

    private String layer(String input, int from, int to, int kernel, int stride) {
        String sum = convolution(input, from, to, kernel, stride);
        return function.equals("SiLU")
                ? graph.op("Mul", List.of(sum, graph.op("Sigmoid", List.of(sum))))
                : graph.op(function, List.of(sum));
    }

    /** Weights are scaled so that values neither vanish nor explode from layer to layer. */
    private String convolution(String input, int from, int to, int kernel, int stride) {
        float[] weights = new float[to * from * kernel * kernel];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (random.nextGaussian() * 2 / Math.sqrt(from * kernel * kernel));
        }
        float[] biases = new float[to];
        for (int i = 0; i < to; i++) {
            biases[i] = (float) random.nextGaussian() / 4;
        }
        long pad = kernel / 2;
        List<Long> kernels = List.of((long) kernel, (long) kernel);
        return graph.op(
                "Conv",
                List.of(
                        input,
                        graph.floats(List.of((long) to, (long) from, (long) kernel, (long) kernel), weights),
                        graph.floats(List.of((long) to), biases)),
                attribute("kernel_shape", kernels),
                attribute("strides", List.of((long) stride, (long) stride)),
                attribute("pads", List.of(pad, pad, pad, pad)));
    }

    /** N × (4 · bins + classes) × cells. */
    private String head(String features) {
        String sides = convolution(layer(features, CHANNELS, CHANNELS, 3, 1), CHANNELS, 4 * BINS, 1, 1);
        String scores = convolution(layer(features, CHANNELS, CHANNELS, 3, 1), CHANNELS, CLASSES, 1, 1);
        String both = graph.op("Concat", List.of(sides, scores), attribute("axis", 1));
        return graph.op("Reshape", List.of(both, graph.longs(0L, 4L * BINS + CLASSES, -1L)));
    }

    /** N × (4 + classes) × anchors; the sides of a box are in bins, not in pixels. */
    private String decoded(String all) {
        String sides = slice(all, 0, 4L * BINS);
        String scores = graph.op("Sigmoid", List.of(slice(all, 4L * BINS, 4L * BINS + CLASSES)));
        String distributions = graph.op(
                "Softmax",
                List.of(graph.op(
                        "Transpose",
                        List.of(graph.op("Reshape", List.of(sides, graph.longs(0L, 4L, (long) BINS, -1L)))),
                        attribute("perm", List.of(0L, 2L, 1L, 3L)))),
                attribute("axis", 1));
        float[] bins = new float[BINS];
        for (int i = 0; i < BINS; i++) {
            bins[i] = i;
        }
        String means = graph.op("Conv", List.of(distributions, graph.floats(List.of(1L, (long) BINS, 1L, 1L), bins)));
        String boxes = graph.op("Reshape", List.of(means, graph.longs(0L, 4L, -1L)));
        return graph.op("Concat", List.of(boxes, scores), attribute("axis", 1));
    }

    private String slice(String of, long from, long to) {
        return graph.op("Slice", List.of(of, graph.longs(from), graph.longs(to), graph.longs(1L)));
    }

    private static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }
}
