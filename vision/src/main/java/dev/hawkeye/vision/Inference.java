package dev.hawkeye.vision;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Memory for one run of a model at a time: input and output lie in native memory that grows to the largest run and is
 * used again. A tensor here is only a view of it, made for each run: two native calls, a few microseconds.
 */
final class Inference implements AutoCloseable {
    private final OrtSession session;
    private final String inputName;
    private final String outputName;
    private final int channels;
    private FloatPointer input = new FloatPointer(1);
    private FloatPointer output = new FloatPointer(1);

    /** @param channels values per anchor in the output: 4 and the number of classes */
    Inference(OrtSession session, int channels) {
        this.session = session;
        this.inputName = session.getInputNames().iterator().next();
        this.outputName = session.getOutputNames().iterator().next();
        this.channels = channels;
    }

    /** Makes room; the memory of {@link #input()} and {@link #output()} may be another one afterwards. */
    void reserve(int batch, InputShape shape) {
        input = grown(input, (long) batch * shape.values());
        output = grown(output, (long) batch * channels * shape.anchors());
    }

    private static FloatPointer grown(FloatPointer memory, long values) {
        if (memory.capacity() >= values) {
            return memory;
        }
        memory.close();
        return new FloatPointer(values).fill(0);
    }

    /** @return batch × 3 × height × width */
    FloatPointer input() {
        return input;
    }

    /** @return batch × channels × anchors */
    FloatPointer output() {
        return output;
    }

    void run(int batch, InputShape shape) throws OrtException {
        long[] inputShape = {batch, 3, shape.height(), shape.width()};
        long[] outputShape = {batch, channels, shape.anchors()};
        OrtEnvironment environment = OrtRuntime.environment();
        try (OnnxTensor in =
                        OnnxTensor.createTensor(environment, view(input, (long) batch * shape.values()), inputShape);
                OnnxTensor out = OnnxTensor.createTensor(
                        environment, view(output, (long) batch * channels * shape.anchors()), outputShape)) {
            session.run(Map.of(inputName, in), Map.of(outputName, out)).close();
        }
    }

    private static FloatBuffer view(FloatPointer memory, long values) {
        return memory.asBuffer().limit(Math.toIntExact(values));
    }

    @Override
    public void close() {
        input.close();
        output.close();
    }
}
