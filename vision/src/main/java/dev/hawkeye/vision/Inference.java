package dev.hawkeye.vision;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.hawkeye.vision.input.InputShape;
import dev.hawkeye.vision.runtime.OrtRuntime;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Memory for one run of a model at a time: input and output are in native memory that grows to the largest run and is
 * reused. A tensor is only a view of it, created for each run by two native calls in a few microseconds. Not
 * thread-safe, except for {@link #cancel()}.
 */
final class Inference implements AutoCloseable {
    private final OrtSession session;
    private final String inputName;
    private final String outputName;
    private final int channels;
    private final OrtSession.RunOptions options;
    private boolean closed; // guarded by options
    private FloatPointer input = new FloatPointer(1);
    private FloatPointer output = new FloatPointer(1);

    /** @param channels values per anchor in the output: 4 and the number of classes */
    Inference(OrtSession session, int channels) {
        this.session = session;
        this.inputName = session.getInputNames().iterator().next();
        this.outputName = session.getOutputNames().iterator().next();
        this.channels = channels;
        this.options = options();
    }

    private static OrtSession.RunOptions options() {
        try {
            return new OrtSession.RunOptions();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime gives no options for a run", e);
        }
    }

    /**
     * Reserves room; the addresses of {@link #input()} and {@link #output()} may change.
     *
     * @throws OutOfMemoryError when there is not enough memory; a smaller run may still be possible
     */
    void reserve(int batch, InputShape shape) {
        input = grown(input, (long) batch * shape.values());
        output = grown(output, (long) batch * channels * shape.anchors());
    }

    private static FloatPointer grown(FloatPointer memory, long values) {
        if (memory.capacity() >= values) {
            return memory;
        }
        memory.close();
        memory.capacity(0); // in case there is no memory
        return new FloatPointer(values).fill(0);
    }

    /** Clears the input, so that a model with a fixed batch gets zeros where there is no picture. */
    void clear() {
        input.fill(0);
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
            session.run(Map.of(inputName, in), Set.of(), Map.of(outputName, out), options)
                    .close();
        }
    }

    private static FloatBuffer view(FloatPointer memory, long values) {
        return memory.asBuffer().limit(Math.toIntExact(values));
    }

    /** Aborts the current run, which then fails, and every later one. May be called by any thread. */
    void cancel() {
        synchronized (options) {
            if (!closed) {
                try {
                    options.setTerminate(true);
                } catch (OrtException e) {
                    throw new IllegalStateException("ONNX Runtime does not abort a run", e);
                }
            }
        }
    }

    @Override
    public void close() {
        synchronized (options) {
            if (!closed) {
                closed = true;
                options.close();
            }
        }
        input.close();
        output.close();
    }
}
