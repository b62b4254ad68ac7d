package dev.hawkeye.detector;

import dev.hawkeye.vision.DetectionLimits;
import dev.hawkeye.vision.Lane;
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.Outcome;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that analyse frames: one {@link Lane} each, one core each. A single-threaded inference on every core beats
 * one inference over all cores by far on a CPU, and needs no coordination between them.
 *
 * <p>Each partition has a {@link Queue} of its own, and the lanes visit the queues in turn, taking a small batch of one
 * partition each time: a camera that floods its partition cannot starve the others. A batch is the partition's share of
 * what waits, so that two lanes split four frames instead of one taking them all.
 *
 * <p>Bounded twice: by frames in each partition (the stream thread does not submit more, see {@link DetectProcessor}),
 * and by the bytes of all JPEGs that wait or are being analysed ({@link #awaitRoom}).
 *
 * <p>Safe for use by many threads. Lives as long as the service; {@link #close()} ends the threads after what they are
 * doing, frees the lanes, and leaves frames that still wait without a result.
 */
final class Lanes implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Lanes.class);
    private static final long CLOSE_MILLIS = 8_000;

    private final Settings settings;
    private final Clock clock;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger busy = new AtomicInteger();
    private final DistributionSummary batchSizes;

    /** Guards everything below. */
    private final Object lock = new Object();

    private final Deque<Queue> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean closed;

    /** What the lanes need of the configuration. */
    record Settings(int lanes, int batch, DetectionLimits limits, Duration maxFrameAge, long inFlightBytes) {}

    Lanes(Model model, Settings settings, Clock clock, MeterRegistry metrics) {
        this.settings = settings;
        this.clock = clock;
        this.batchSizes = DistributionSummary.builder("hawkeye.detector.batch.frames")
                .description("Frames per inference")
                .register(metrics);
        Gauge.builder("hawkeye.detector.lanes.busy", busy, AtomicInteger::get)
                .description("Lanes that are analysing")
                .register(metrics);
        for (int i = 0; i < settings.lanes(); i++) {
            Lane lane = model.newLane(settings.limits(), settings.batch());
            Thread thread = new Thread(() -> run(lane), "hawkeye-lane-" + i);
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
    }

    /** The frames of one partition that wait for a lane. */
    final class Queue {
        private final Deque<FrameTask> frames = new ArrayDeque<>();

        void submit(FrameTask frame) {
            synchronized (lock) {
                if (frames.isEmpty()) {
                    waiting.addLast(this);
                }
                frames.addLast(frame);
                bytes += frame.bytes();
                lock.notifyAll();
            }
        }

        /** Gives up the frames that wait; those being analysed finish and are ignored. */
        void abandon() {
            synchronized (lock) {
                frames.forEach(frame -> bytes -= frame.bytes());
                frames.clear();
                waiting.remove(this);
                lock.notifyAll();
            }
        }
    }

    Queue newQueue() {
        return new Queue();
    }

    /** Waits up to {@code millis} until {@code more} bytes fit; one frame always fits into empty lanes. @return whether they do */
    boolean awaitRoom(int more, long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        synchronized (lock) {
            while (!fits(more)) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                lock.wait(left);
            }
            return true;
        }
    }

    private boolean fits(int more) {
        return bytes == 0 || bytes + more <= settings.inFlightBytes();
    }

    boolean alive() {
        return threads.stream().allMatch(Thread::isAlive);
    }

    boolean ended() {
        return threads.stream().noneMatch(Thread::isAlive);
    }

    private void run(Lane lane) {
        try (lane) {
            for (List<FrameTask> batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
                busy.incrementAndGet();
                try {
                    analyse(lane, batch);
                } finally {
                    busy.decrementAndGet();
                    release(batch);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return empty when the lanes close */
    private List<FrameTask> nextBatch() throws InterruptedException {
        synchronized (lock) {
            while (waiting.isEmpty() && !closed) {
                lock.wait();
            }
            if (closed) {
                return List.of();
            }
            Queue queue = waiting.removeFirst();
            int share = (queue.frames.size() + settings.lanes() - 1) / settings.lanes();
            int size = Math.min(share, settings.batch());
            List<FrameTask> batch = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                batch.add(queue.frames.removeFirst());
            }
            if (!queue.frames.isEmpty()) {
                waiting.addLast(queue);
            }
            return batch;
        }
    }

    private void release(List<FrameTask> batch) {
        synchronized (lock) {
            batch.forEach(frame -> bytes -= frame.bytes());
            lock.notifyAll();
        }
    }

    private void analyse(Lane lane, List<FrameTask> batch) {
        List<FrameTask> fresh = new ArrayList<>(batch.size());
        for (FrameTask frame : batch) {
            if (!frame.shedIfOlder(clock.millis(), settings.maxFrameAge())) {
                fresh.add(frame);
            }
        }
        if (fresh.isEmpty()) {
            return;
        }
        long[] queued = fresh.stream().mapToLong(FrameTask::nanosSinceArrival).toArray();
        batchSizes.record(fresh.size());
        List<Outcome> outcomes = detect(lane, fresh);
        for (int i = 0; i < fresh.size(); i++) {
            fresh.get(i).complete(new Result.Analysed(outcomes.get(i), queued[i]));
        }
    }

    /** A lane never throws for a bad picture; whatever else it throws fails these frames and no others. */
    private static List<Outcome> detect(Lane lane, List<FrameTask> frames) {
        try {
            return lane.detect(frames.stream().map(FrameTask::jpeg).toList());
        } catch (RuntimeException e) {
            log.error("analysing {} frames failed: {}", frames.size(), e.toString());
            log.debug("analysing failed", e);
            return frames.stream()
                    .<Outcome>map(frame -> new Outcome.Failed("inference failed: " + e.getMessage()))
                    .toList();
        }
    }

    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            lock.notifyAll();
        }
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS);
        for (Thread thread : threads) {
            try {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
