package dev.hawkeye.vision;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.hawkeye.vision.input.InputShape;
import dev.hawkeye.vision.model.ModelInfo;
import dev.hawkeye.vision.runtime.OrtRuntime;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;

/** One run of a model on noise, on a separate thread, to see whether it gives a sane result in time. */
final class Trial {
    private static final long CANCEL_MILLIS = 5_000;

    private final ModelInfo info;
    private final Inference inference;
    private final Thread thread = new Thread(this::run, "hawkeye-model-trial");
    private volatile Optional<String> trouble = Optional.of("a test picture did not finish");

    Trial(OrtSession session, ModelInfo info) {
        this.info = info;
        this.inference = new Inference(session, 4 + info.classNames().size());
        thread.setDaemon(true);
    }

    /** @return what is wrong with the model; empty when it passed */
    Optional<String> within(Duration longest) throws InterruptedException {
        thread.start();
        thread.join(Math.max(1, longest.toMillis()));
        if (!thread.isAlive()) {
            return trouble;
        }
        inference.cancel();
        thread.join(CANCEL_MILLIS);
        return Optional.of("a test picture had no result within " + longest.toMillis() + " ms");
    }

    /** Whether the run has ended; the session may be freed only then. */
    boolean hasEnded() {
        return !thread.isAlive();
    }

    private void run() {
        try (inference) {
            int batch = Math.max(1, info.fixedBatch());
            InputShape shape = new InputShape(info.inputWidth(), info.inputHeight());
            inference.reserve(batch, shape);
            fillWithNoise(inference.input(), (long) batch * shape.values());
            inference.run(batch, shape);
            trouble = notFinite(
                    inference.output(), (long) batch * (4 + info.classNames().size()) * shape.anchors());
        } catch (OrtException e) {
            trouble = Optional.of("it fails on a test picture (" + OrtRuntime.reason(e) + ")");
        } catch (RuntimeException e) {
            trouble = Optional.of("it fails on a test picture (" + e.getMessage() + ")");
        } catch (OutOfMemoryError e) {
            trouble = Optional.of("a test picture needs more memory than there is (" + e.getMessage() + ")");
        }
    }

    private static void fillWithNoise(FloatPointer input, long values) {
        Random random = new Random(1);
        for (long i = 0; i < values; i++) {
            input.put(i, random.nextFloat());
        }
    }

    private static Optional<String> notFinite(FloatPointer output, long values) {
        for (long i = 0; i < values; i++) {
            if (!Float.isFinite(output.get(i))) {
                return Optional.of("it computes " + output.get(i) + " for a test picture");
            }
        }
        return Optional.empty();
    }
}
