package dev.hawkeye.app.size;

import dev.hawkeye.detector.DetectorConfig;
import dev.hawkeye.vision.Lane;
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.Outcome;
import dev.hawkeye.vision.StepNanos;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Throughput of all of the detector's lanes together: JPEG, letterbox, inference and NMS, without Kafka.
 *
 * @param framesPerSecond frames per second of all lanes together
 * @param jpegMillis CPU time to decode the JPEG of a frame
 */
record LaneSpeed(double framesPerSecond, double jpegMillis) {
    private static final long CHECK_MILLIS = 100;

    /**
     * @param jpegs frames, used repeatedly
     * @param duration length of the measurement, which starts after one batch per lane
     * @param check called several times a second; an exception from it ends the measurement
     * @throws dev.hawkeye.vision.onnx.ModelException when the model cannot be used
     */
    static LaneSpeed measure(Path file, DetectorConfig detector, List<byte[]> jpegs, Duration duration, Runnable check)
            throws InterruptedException {
        int lanes = detector.lanesOrCores();
        ExecutorService threads = Executors.newFixedThreadPool(lanes);
        try (Model model = Model.load(file, 1)) {
            Batches batches = new Batches(jpegs, detector.batch(), lanes, duration);
            List<Future<LaneSpeed>> measured = new ArrayList<>();
            try {
                for (int i = 0; i < lanes; i++) {
                    measured.add(threads.submit(work(model, detector, batches)));
                }
                List<LaneSpeed> each = new ArrayList<>();
                for (Future<LaneSpeed> lane : measured) {
                    each.add(await(lane, check));
                }
                return new LaneSpeed(
                        each.stream().mapToDouble(LaneSpeed::framesPerSecond).sum(),
                        each.stream()
                                .mapToDouble(LaneSpeed::jpegMillis)
                                .average()
                                .orElseThrow());
            } finally {
                batches.end();
                threads.shutdown();
                boolean unused = threads.awaitTermination(1, TimeUnit.MINUTES); // the threads use the model
            }
        }
    }

    private static Callable<LaneSpeed> work(Model model, DetectorConfig detector, Batches batches) {
        return () -> {
            try (Lane lane = model.newLane(detector.limits(), detector.batch())) {
                lane.detect(batches.next());
                batches.warm();
                long begin = System.nanoTime();
                long frames = 0;
                long jpegNanos = 0;
                do {
                    for (Outcome outcome : lane.detect(batches.next())) {
                        jpegNanos += times(outcome).decode();
                        frames++;
                    }
                } while (!batches.areOver());
                double seconds = (System.nanoTime() - begin) / 1e9;
                return new LaneSpeed(frames / seconds, jpegNanos / 1e6 / frames);
            }
        };
    }

    private static StepNanos times(Outcome outcome) {
        if (outcome instanceof Outcome.Failed failed) {
            throw new IllegalStateException("a picture cannot be analyzed: " + failed.reason());
        }
        return ((Outcome.Detected) outcome).times();
    }

    private static LaneSpeed await(Future<LaneSpeed> lane, Runnable check) throws InterruptedException {
        while (!lane.isDone()) {
            check.run();
            Thread.sleep(CHECK_MILLIS);
        }
        try {
            return lane.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /**
     * Hands out frames to the lanes until the measurement ends; it starts once all lanes have done their first batch.
     */
    private static final class Batches {
        private final List<byte[]> jpegs;
        private final int batch;
        private final long nanos;
        private final AtomicInteger taken = new AtomicInteger();
        private int cold; // guarded by this, like the next field
        private long end = Long.MAX_VALUE;

        Batches(List<byte[]> jpegs, int batch, int lanes, Duration duration) {
            this.jpegs = jpegs;
            this.batch = batch;
            this.cold = lanes;
            this.nanos = duration.toNanos();
        }

        List<ByteBuffer> next() {
            List<ByteBuffer> next = new ArrayList<>();
            for (int i = 0; i < batch; i++) {
                next.add(ByteBuffer.wrap(jpegs.get(Math.floorMod(taken.getAndIncrement(), jpegs.size()))));
            }
            return next;
        }

        synchronized void warm() throws InterruptedException {
            cold--;
            if (cold == 0) {
                end = System.nanoTime() + nanos;
                notifyAll();
            }
            while (end == Long.MAX_VALUE) {
                wait();
            }
        }

        synchronized boolean areOver() {
            return System.nanoTime() - end >= 0;
        }

        synchronized void end() {
            end = System.nanoTime();
            notifyAll();
        }
    }
}
