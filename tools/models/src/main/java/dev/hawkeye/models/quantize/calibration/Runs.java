package dev.hawkeye.models.quantize.calibration;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.hawkeye.commandline.StepProgress;
import dev.hawkeye.vision.PictureInput;
import dev.hawkeye.vision.model.ModelInfo;
import dev.hawkeye.vision.onnx.ModelException;
import dev.hawkeye.vision.picture.PictureException;
import dev.hawkeye.vision.runtime.OrtRuntime;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs models over the calibration pictures, one run per core at a time. */
public final class Runs {
    private final ModelInfo info;
    private final StepProgress steps;

    public Runs(ModelInfo info, StepProgress steps) {
        this.info = info;
        this.steps = steps;
    }

    public StepProgress steps() {
        return steps;
    }

    /** The same, without progress. */
    public Runs quietly() {
        return new Runs(info, (what, done, all) -> {});
    }

    /** Receives the outputs of one run; called by several threads concurrently. */
    public interface Watcher {
        /** @param values the values of the outputs, by name; valid during the call */
        void seen(int picture, Map<String, FloatBuffer> values);
    }

    /**
     * @param model a variant of the model with the same input
     * @param what description for the progress display
     */
    public void over(List<ByteBuffer> pictures, ModelProto model, String what, Watcher watcher) {
        try (OrtSession session = OrtRuntime.open(model.toByteArray())) {
            over(pictures, session, what, watcher);
        } catch (OrtException e) {
            throw new ModelException(
                    "the model cannot be run with its inner values as outputs: " + OrtRuntime.reason(e), e);
        }
    }

    private void over(List<ByteBuffer> pictures, OrtSession session, String what, Watcher watcher) {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        int threads = Math.min(Runtime.getRuntime().availableProcessors(), pictures.size());
        Callable<Void> worker = () -> {
            try (PictureInput input = new PictureInput(info)) {
                for (int i = next.getAndIncrement(); i < pictures.size(); i = next.getAndIncrement()) {
                    run(session, input, i, pictures.get(i), watcher);
                    steps.done(what, done.incrementAndGet(), pictures.size());
                }
            }
            return null;
        };
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        List<Future<Void>> workers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            workers.add(executor.submit(worker));
        }
        executor.shutdown();
        Throwable failure = null;
        boolean interrupted = false;
        // All workers must finish their picture before the session can be closed.
        for (int i = 0; i < threads; ) {
            try {
                workers.get(i++).get();
            } catch (ExecutionException e) {
                next.set(pictures.size());
                failure = e.getCause();
            } catch (InterruptedException e) {
                next.set(pictures.size());
                interrupted = true;
                i--;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
        }
        if (failure instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (failure != null) {
            throw new ModelException("calibration failed: " + failure.getMessage(), failure);
        }
    }

    private static void run(OrtSession session, PictureInput input, int index, ByteBuffer picture, Watcher watcher)
            throws OrtException, PictureException {
        input.load(picture);
        String name = session.getInputNames().iterator().next();
        try (OnnxTensor tensor = OnnxTensor.createTensor(OrtRuntime.environment(), input.values(), input.shape());
                OrtSession.Result result = session.run(Map.of(name, tensor))) {
            Map<String, FloatBuffer> values = new HashMap<>();
            for (Map.Entry<String, OnnxValue> output : result) {
                values.put(output.getKey(), ((OnnxTensor) output.getValue()).getFloatBuffer());
            }
            watcher.seen(index, values);
        }
    }
}
