package dev.hawkeye.app.bench;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The limit: ONNX Runtime by itself, on random input that is made once. No JPEG, no letterbox, no NMS, no Kafka.
 *
 * @param parallel sessions runs at the same time
 * @param intraOpThreads threads of each run
 * @param batch pictures of each run
 */
record OrtAlone(int parallel, int intraOpThreads, int batch) {
    private static final Duration WARM_UP = Duration.ofSeconds(1);

    /**
     * @param height of the input, pixels
     * @param width of the input, pixels
     * @return pictures per second over {@code duration}, after a warm-up
     */
    double picturesPerSecond(Path model, int height, int width, Duration duration) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(intraOpThreads);
            options.setInterOpNumThreads(1);
            try (OrtSession session = environment.createSession(model.toString(), options)) {
                return measure(environment, session, height, width, duration);
            }
        } catch (OrtException | InterruptedException e) {
            throw new IllegalStateException("ONNX Runtime alone failed: " + e.getMessage(), e);
        }
    }

    private double measure(OrtEnvironment environment, OrtSession session, int height, int width, Duration duration)
            throws InterruptedException {
        String input = session.getInputNames().iterator().next();
        AtomicLong runs = new AtomicLong();
        AtomicReference<Exception> failure = new AtomicReference<>();
        CountDownLatch started = new CountDownLatch(parallel);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < parallel; i++) {
            Thread thread = new Thread(() -> {
                try (OnnxTensor tensor = random(environment, height, width)) {
                    while (!Thread.currentThread().isInterrupted()) {
                        session.run(Map.of(input, tensor)).close();
                        runs.incrementAndGet();
                        started.countDown();
                    }
                } catch (OrtException e) {
                    failure.set(e);
                    started.countDown();
                }
            });
            threads.add(thread);
            thread.start();
        }
        started.await();
        Thread.sleep(WARM_UP.toMillis());
        long before = runs.get();
        long begin = System.nanoTime();
        Thread.sleep(duration.toMillis());
        long done = runs.get() - before;
        double seconds = (System.nanoTime() - begin) / 1e9;
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join();
        }
        if (failure.get() != null) {
            throw new IllegalStateException(
                    "ONNX Runtime alone failed: " + failure.get().getMessage(), failure.get());
        }
        return done * batch / seconds;
    }

    private OnnxTensor random(OrtEnvironment environment, int height, int width) throws OrtException {
        int values = batch * 3 * height * width;
        ByteBuffer buffer = ByteBuffer.allocateDirect(values * Float.BYTES).order(ByteOrder.nativeOrder());
        Random random = new Random(1);
        for (int i = 0; i < values; i++) {
            buffer.putFloat(i * Float.BYTES, random.nextFloat());
        }
        return OnnxTensor.createTensor(environment, buffer, new long[] {batch, 3, height, width}, OnnxJavaType.FLOAT);
    }

    @Override
    public String toString() {
        return parallel + " at a time × " + intraOpThreads + " thread" + (intraOpThreads == 1 ? "" : "s") + " × batch "
                + batch;
    }
}
