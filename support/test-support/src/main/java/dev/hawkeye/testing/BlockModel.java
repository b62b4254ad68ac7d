package dev.hawkeye.testing;

import static dev.hawkeye.testing.OnnxGraph.attribute;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A real ONNX model of 3 KB with the input, output and metadata of a YOLOv8 export, which detects colored blocks. It
 * divides its input into cells of 32 × 32 pixels. For each cell and color with at least one aligned patch of 8 × 8
 * pixels of that color, it reports one box, the cell, with a confidence of 0.9 (0.88 to 0.9 after JPEG). All anchors in
 * a cell, for each of the three strides, propose that same box, so NMS has work to do.
 *
 * <p>Its optional defects yield models that must be refused.
 */
public final class BlockModel {
    /** Classes of the plain models, in the order of {@link BlockPictures.Color}. */
    public static final List<String> CLASSES = List.of("red", "green", "blue");

    private static final int CELL = 32;
    private static final float CONFIDENCE = 0.9f;
    private static final float WHITE = 0.93f;
    private static final float LIGHT = 0.75f;
    /** Loop iterations that take hours. */
    private static final long HOURS = 1_000_000_000_000L;

    private final Map<String, String> metadata = new LinkedHashMap<>();
    private int classes;
    private long batch;
    private long width;
    private long height;
    /** 0 for unchanged. */
    private long batchOfHeads;

    private boolean spoilable;
    private boolean endless;
    private boolean notANumber;
    private float confidence = CONFIDENCE;
    private int mistaken;
    private long delay;
    private Layout layout = Layout.YOLOV8;
    private DataType inputType = DataType.FLOAT;

    private enum Layout {
        YOLOV8,
        TRANSPOSED,
        END_TO_END
    }

    private BlockModel() {
        metadata.put("task", "detect");
        metadata.put("stride", "32");
        metadata.put("batch", "1");
        metadata.put("imgsz", "[640, 640]");
        name(CLASSES);
    }

    /** ONNX bytes; any batch, height and width; long side 640; classes red, green, blue. */
    public static byte[] dynamic() {
        return builder().build();
    }

    /** ONNX bytes; fixed shape. */
    public static byte[] fixed(int batch, int width, int height) {
        return builder().fixedShape(batch, width, height).build();
    }

    /** Starts with the dynamic model. */
    public static BlockModel builder() {
        return new BlockModel();
    }

    /** Sets the class names. Only the first three are ever detected, as red, green and blue. */
    public BlockModel classes(List<String> names) {
        name(names);
        return this;
    }

    private void name(List<String> names) {
        classes = names.size();
        List<String> entries = new ArrayList<>();
        for (int id = 0; id < classes; id++) {
            String quote = names.get(id).contains("'") ? "\"" : "'";
            entries.add(id + ": " + quote + names.get(id) + quote);
        }
        metadata.put("names", "{" + String.join(", ", entries) + "}");
    }

    public BlockModel fixedShape(int batch, int width, int height) {
        this.batch = batch;
        this.width = width;
        this.height = height;
        return metadata("imgsz", "[" + height + ", " + width + "]");
    }

    public BlockModel fixedBatch(int batch) {
        this.batch = batch;
        return this;
    }

    public BlockModel metadata(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    public BlockModel without(String key) {
        metadata.remove(key);
        return this;
    }

    /** Makes the output anchors × channels, as other exporters do. */
    public BlockModel transposed() {
        layout = Layout.TRANSPOSED;
        return this;
    }

    /** Makes the output N × 300 × 6, as with {@code nms=True}. */
    public BlockModel endToEnd() {
        layout = Layout.END_TO_END;
        return this;
    }

    /** Accepts any batch and fails on more than one picture. */
    public BlockModel failingOnBatches() {
        batchOfHeads = 1;
        return this;
    }

    /** Makes the input float16, as with {@code half=True}. */
    public BlockModel halfInput() {
        inputType = DataType.FLOAT16;
        return this;
    }

    /** Makes inference fail on a white picture, and run for hours on a light gray one. */
    public BlockModel spoilable() {
        spoilable = true;
        return this;
    }

    /** Makes every inference run for hours. Requires a fixed shape, or loading runs for hours, too. */
    public BlockModel endless() {
        endless = true;
        return this;
    }

    /** Makes the outputs NaN. */
    public BlockModel notANumber() {
        notANumber = true;
        return this;
    }

    /** Detects nothing. */
    public BlockModel blind() {
        confidence = 0;
        return this;
    }

    /** Mistakes each color for the next one. */
    public BlockModel mistaking() {
        mistaken = 1;
        return this;
    }

    /** Slows every inference by this many sequential additions: a million takes about a second. */
    public BlockModel slow(long additions) {
        delay = additions;
        return this;
    }

    public byte[] build() {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(8)
                .setProducerName("blocks")
                .setGraph(graph())
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17));
        metadata.forEach((key, value) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build().toByteArray();
    }

    private GraphProto graph() {
        OnnxGraph graph = new OnnxGraph();
        Object n = batch > 0 ? batch : "batch";
        String images =
                graph.input("images", inputType, n, 3, height > 0 ? height : "height", width > 0 ? width : "width");
        if (inputType != DataType.FLOAT) {
            images = graph.op("Cast", List.of(images), attribute("to", DataType.FLOAT.getNumber()));
        }
        List<String> heads = new ArrayList<>();
        for (long stride = 8; stride <= 32; stride *= 2) {
            heads.add(head(graph, images, stride));
        }
        String all = graph.op("Concat", heads, attribute("axis", 2));
        if (spoilable) {
            all = graph.op("Add", List.of(all, spoiler(graph, images)));
        }
        if (endless) {
            all = graph.op("Add", List.of(all, additions(graph, images, HOURS)));
        }
        if (delay > 0) {
            all = graph.op("Add", List.of(all, additions(graph, images, delay)));
        }
        if (notANumber) {
            all = graph.op("Add", List.of(all, graph.scalar(Float.NaN)));
        }
        Object channels = width > 0 ? (Object) (4 + classes) : "channels";
        Object anchors = width > 0 ? (Object) (width * height * 21 / 1024) : "anchors";
        switch (layout) {
            case YOLOV8 -> graph.output("output0", all, DataType.FLOAT, n, channels, anchors);
            case TRANSPOSED ->
                graph.output(
                        "output0",
                        graph.op("Transpose", List.of(all), attribute("perm", List.of(0L, 2L, 1L))),
                        DataType.FLOAT,
                        n,
                        anchors,
                        channels);
            case END_TO_END ->
                graph.output(
                        "output0", graph.floats(List.of(1L, 300L, 6L), new float[1800]), DataType.FLOAT, 1, 300, 6);
        }
        return graph.build();
    }

    /** Zero, unless a picture of the batch is white or light gray. */
    private static String spoiler(OnnxGraph graph, String images) {
        String light = graph.op(
                "ReduceMean", List.of(images), attribute("axes", List.of(1L, 2L, 3L)), attribute("keepdims", 0));
        String white = count(graph, graph.op("Greater", List.of(light, graph.scalar(WHITE))));
        String gray =
                graph.op("Sub", List.of(count(graph, graph.op("Greater", List.of(light, graph.scalar(LIGHT)))), white));
        String outOfRange = graph.op("Gather", List.of(graph.floats(List.of(1L), 0), white));
        String hours = graph.loop(graph.op("Mul", List.of(gray, graph.longs(HOURS))));
        return graph.op("Add", List.of(outOfRange, hours));
    }

    /** Zero, after this many additions for each picture. */
    private static String additions(OnnxGraph graph, String images, long times) {
        String light = graph.op(
                "ReduceMean", List.of(images), attribute("axes", List.of(1L, 2L, 3L)), attribute("keepdims", 0));
        String pictures = count(graph, graph.op("Greater", List.of(light, graph.scalar(-1))));
        return graph.loop(graph.op("Mul", List.of(pictures, graph.longs(times))));
    }

    /** The number of true elements, one integer. */
    private static String count(OnnxGraph graph, String truths) {
        String integers = graph.op("Cast", List.of(truths), attribute("to", DataType.INT64.getNumber()));
        return graph.op("ReduceSum", List.of(integers), attribute("keepdims", 1));
    }

    /** One stride: the color of a cell is the mean of its pixels, and its box is the 32-pixel cell around it. */
    private String head(OnnxGraph graph, String images, long stride) {
        String colors = graph.op(
                "AveragePool",
                List.of(images),
                attribute("kernel_shape", List.of(stride, stride)),
                attribute("strides", List.of(stride, stride)));
        String scores = graph.op(
                "Clip",
                List.of(
                        convolution(graph, colors, scoreWeights(), new float[classes]),
                        graph.scalar(0),
                        graph.scalar(1)));
        String ones = convolution(graph, colors, new float[3], 1);
        String sides = convolution(graph, colors, new float[6], CELL, CELL);
        String head = graph.op(
                "Concat",
                List.of(centers(graph, ones, 3, stride), centers(graph, ones, 2, stride), sides, scores),
                attribute("axis", 1));
        return graph.op("Reshape", List.of(head, graph.longs(batchOfHeads, 4L + classes, -1L)));
    }

    private static String centers(OnnxGraph graph, String ones, long axis, long stride) {
        String count = graph.op("CumSum", List.of(ones, graph.longs(axis)));
        String index = graph.op("Sub", List.of(count, graph.scalar(1)));
        String cell = graph.op("Floor", List.of(graph.op("Mul", List.of(index, graph.scalar((float) stride / CELL)))));
        String corner = graph.op("Mul", List.of(cell, graph.scalar(CELL)));
        return graph.op("Add", List.of(corner, graph.scalar(CELL / 2f)));
    }

    private static String convolution(OnnxGraph graph, String of, float[] weights, float... bias) {
        long outputs = bias.length;
        return graph.op(
                "Conv",
                List.of(of, graph.floats(List.of(outputs, 3L, 1L, 1L), weights), graph.floats(List.of(outputs), bias)));
    }

    /** A color counts for its own class and, by half, against the other two: gray scores 0. */
    private float[] scoreWeights() {
        float[] weights = new float[3 * classes];
        for (int id = 0; id < Math.min(3, classes); id++) {
            for (int color = 0; color < 3; color++) {
                boolean own = color == (id + mistaken) % 3;
                weights[3 * id + color] = own ? confidence : -confidence / 2;
            }
        }
        return weights;
    }
}
