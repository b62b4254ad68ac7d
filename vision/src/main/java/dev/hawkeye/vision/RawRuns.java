package dev.hawkeye.vision;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.hawkeye.vision.input.InputShape;
import dev.hawkeye.vision.onnx.ModelException;
import dev.hawkeye.vision.runtime.OrtRuntime;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The upper limit for every pipeline: ONNX Runtime alone, configured as for the lanes, on random input that is created
 * once per thread. No JPEG, no letterbox, no NMS, no Kafka. Owns its session until {@link #close()}. Not thread-safe.
 *
 * <p>Each thread measures its own runs, from the end of one run to the end of its last, and keeps running until the
 * others have measured theirs. So no run counts in part, and none is measured on a half-idle machine.
 */
public final class RawRuns implements AutoCloseable {
    private static final long CHECK_MILLIS = 100;

    private final OrtSession session;
    private final String input;
    private final String name;
    private final LaneSetting setting;
    private final InputShape shape;

    private RawRuns(OrtSession session, String name, LaneSetting setting, InputShape shape) {
        this.session = session;
        this.input = session.getInputNames().iterator().next();
        this.name = name;
        this.setting = setting;
        this.shape = shape;
    }

    /**
     * @param model one that {@link Model#load} accepts
     * @param shape of the input, one that the model accepts
     * @throws ModelException when the file cannot be used
     * @throws IllegalArgumentException when the batch is larger than {@link #largestBatch}
     */
    public static RawRuns open(Path model, LaneSetting setting, InputShape shape) {
        int most = largestBatch(shape);
        if (setting.batch() > most) {
            throw new IllegalArgumentException(
                    "batch must be at most " + most + " with an input of " + shape + ", got: " + setting.batch());
        }
        OrtSession session = Model.open(model, setting.intraOpThreads());
        return new RawRuns(session, model.toString(), setting, shape);
    }

    /** @return the maximum pictures per run, limited by a buffer of 2 GiB */
    public static int largestBatch(InputShape shape) {
        return Math.toIntExact(Integer.MAX_VALUE / ((long) shape.values() * Float.BYTES));
    }

    /**
     * Runs on all threads for about {@code warmUp} and {@code duration}, or longer if a single run takes longer.
     *
     * @param check called several times a second; an exception from it ends the measurement
     * @throws ModelException when a run fails
     */
    public RunTimes measure(Duration warmUp, Duration duration, Runnable check) throws InterruptedException {
        Measurement measurement = new Measurement(duration);
        List<Thread> threads = new ArrayList<>();
        try {
            for (int i = 0; i < setting.parallel(); i++) {
                Thread thread = new Thread(measurement::work, "raw-runs-" + i);
                thread.start();
                threads.add(thread);
            }
            await(measurement.warm, measurement, check);
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < warmUp.toNanos() && !measurement.stopped) {
                check.run();
                Thread.sleep(Math.min(CHECK_MILLIS, warmUp.toMillis()));
            }
            measurement.measuring = true;
            await(measurement.measured, measurement, check);
        } finally {
            measurement.stopped = true;
            for (Thread thread : threads) {
                thread.join();
            }
        }
        return measurement.times();
    }

    private static void await(CountDownLatch latch, Measurement measurement, Runnable check)
            throws InterruptedException {
        while (!latch.await(CHECK_MILLIS, TimeUnit.MILLISECONDS) && !measurement.stopped) {
            check.run();
        }
    }

    /** Frees the session. */
    @Override
    public void close() {
        Model.close(session);
    }

    /** State shared by the threads of one measurement. */
    private final class Measurement {
        final CountDownLatch warm = new CountDownLatch(setting.parallel());
        final CountDownLatch measured = new CountDownLatch(setting.parallel());
        final long nanos;
        volatile boolean measuring;
        volatile boolean stopped;
        private final List<Long> runNanos = new ArrayList<>(); // guarded by this, as are the following fields
        private double picturesPerSecond;
        private Throwable failure;

        Measurement(Duration duration) {
            nanos = duration.toNanos();
        }

        void work() {
            int values = setting.batch() * shape.values();
            try (FloatPointer memory = new FloatPointer(values);
                    OnnxTensor tensor =
                            OnnxTensor.createTensor(OrtRuntime.environment(), random(memory.asBuffer()), new long[] {
                                setting.batch(), 3, shape.height(), shape.width()
                            })) {
                run(tensor);
                warm.countDown();
                while (!measuring && !stopped) {
                    run(tensor);
                }
                measure(tensor);
                measured.countDown();
                while (measured.getCount() > 0 && !stopped) {
                    run(tensor);
                }
            } catch (OrtException | RuntimeException | OutOfMemoryError e) {
                failed(e);
            }
        }

        private FloatBuffer random(FloatBuffer values) {
            Random random = new Random(1);
            for (int i = 0; i < values.capacity(); i++) {
                values.put(i, random.nextFloat());
            }
            return values;
        }

        private void run(OnnxTensor tensor) throws OrtException {
            session.run(Map.of(input, tensor)).close();
        }

        private void measure(OnnxTensor tensor) throws OrtException {
            List<Long> times = new ArrayList<>();
            long begin = System.nanoTime();
            long before = begin;
            while (before - begin < nanos && !stopped) {
                run(tensor);
                long after = System.nanoTime();
                times.add(after - before);
                before = after;
            }
            add(times, before - begin);
        }

        private synchronized void add(List<Long> times, long elapsed) {
            runNanos.addAll(times);
            picturesPerSecond += times.size() * setting.batch() / (elapsed / 1e9);
        }

        private synchronized void failed(Throwable e) {
            failure = e;
            stopped = true;
        }

        synchronized RunTimes times() {
            if (failure instanceof OrtException e) {
                throw new ModelException(
                        name + " fails on random input of " + shape + " (" + OrtRuntime.reason(e)
                                + "): export it again",
                        e);
            }
            if (failure != null) {
                throw new IllegalStateException("ONNX Runtime alone failed: " + failure, failure);
            }
            return RunTimes.of(
                    picturesPerSecond,
                    runNanos.stream().mapToLong(Long::longValue).toArray());
        }
    }
}
