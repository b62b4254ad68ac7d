package dev.hawkeye.vision.inspect;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.hawkeye.vision.input.InputShape;
import dev.hawkeye.vision.runtime.OrtRuntime;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The shapes of a model's values in one run.
 *
 * @param pictures in the run
 * @param sides by name of the value
 */
record ShapeProbe(long pictures, Map<String, List<Long>> sides) {
    /** Number of pictures, channels, height, width. */
    private static final int RANK = 4;

    private static final long MAX_INPUT_BYTES = 256L << 20;

    /**
     * Runs a {@linkplain ShapeCopy copy}, which takes about as long as the model itself.
     *
     * @param shape height and width if the model leaves them open; an open batch is one picture
     * @return empty if the model does not take a single tensor of pictures, or fails on it
     */
    static Optional<ShapeProbe> run(ModelProto model, InputShape shape, Collection<String> values) {
        byte[] copy = ShapeCopy.of(model, values).toByteArray();
        try (OrtSession session = OrtRuntime.openAsWritten(copy)) {
            Map<String, NodeInfo> inputs = session.getInputInfo();
            if (inputs.size() != 1
                    || !(inputs.values().iterator().next().getInfo() instanceof TensorInfo tensor)
                    || tensor.getShape().length != RANK) {
                return Optional.empty();
            }
            long[] sides = sides(tensor, shape);
            double bytes = Arrays.stream(sides).asDoubleStream().reduce(tensor.type.size, (a, b) -> a * b);
            return bytes > 0 && bytes <= MAX_INPUT_BYTES
                    ? Optional.of(run(session, tensor, sides, (int) bytes, values))
                    : Optional.empty();
        } catch (OrtException e) {
            return Optional.empty();
        }
    }

    private static long[] sides(TensorInfo tensor, InputShape shape) {
        long[] sides = tensor.getShape();
        long[] open = {1, 3, shape.height(), shape.width()};
        for (int i = 0; i < RANK; i++) {
            sides[i] = sides[i] < 0 ? open[i] : sides[i];
        }
        return sides;
    }

    private static ShapeProbe run(
            OrtSession session, TensorInfo tensor, long[] sides, int bytes, Collection<String> values)
            throws OrtException {
        String input = session.getInputNames().iterator().next();
        ByteBuffer black = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        try (OnnxTensor pictures = OnnxTensor.createTensor(OrtRuntime.environment(), black, sides, tensor.type);
                OrtSession.Result result = session.run(Map.of(input, pictures))) {
            Map<String, List<Long>> found = new HashMap<>();
            for (String value : values) {
                found.put(value, shape(result.get(ShapeCopy.output(value)).orElseThrow()));
            }
            return new ShapeProbe(sides[0], found);
        }
    }

    private static List<Long> shape(OnnxValue shape) throws OrtException {
        return Arrays.stream((long[]) shape.getValue()).boxed().toList();
    }
}
