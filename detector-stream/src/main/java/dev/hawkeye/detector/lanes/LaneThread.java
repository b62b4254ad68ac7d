package dev.hawkeye.detector.lanes;

import dev.hawkeye.detector.meters.LaneMeters;
import dev.hawkeye.vision.Outcome;
import dev.hawkeye.vision.model.ModelInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One lane and its thread, until its crew is dismissed or until it takes too long for a batch. Then the batch is taken
 * from it ({@link #takeIfOlder}): a late result is ignored, and the thread ends when its inference returns.
 */
final class LaneThread {
    private static final Logger log = LoggerFactory.getLogger(LaneThread.class);

    private final CrewLanes lanes;
    private final Crew crew;
    private final LaneQueues queues;
    private final LaneMeters meters;
    private final LaneTap tap;
    private final Thread thread;

    /**
     * The current batch, null while it waits or after the batch was taken; guarded by this, as is the next field.
     */
    private LaneQueues.Batch current;

    private long sinceNanos;
    private boolean spent; // whether a batch was taken from it, so that it takes no other

    LaneThread(String name, CrewLanes lanes, Crew crew, LaneQueues queues, LaneMeters meters, LaneTap tap) {
        this.lanes = lanes;
        this.crew = crew;
        this.queues = queues;
        this.meters = meters;
        this.tap = tap;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Call instead of {@link #start}. */
    void discard() {
        lanes.close();
        crew.left();
    }

    private void run() {
        try {
            work();
        } finally {
            crew.left();
        }
    }

    private void work() {
        try (lanes) {
            boolean trusted = true;
            while (trusted) {
                LaneQueues.Batch batch = queues.next(crew::isDismissed);
                if (batch == null) {
                    return;
                }
                begin(batch);
                meters.busy(1);
                trusted = analyze(batch);
                meters.busy(-1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void begin(LaneQueues.Batch batch) {
        current = batch;
        sinceNanos = System.nanoTime();
    }

    /** @return false when the batch was taken in the meantime */
    private boolean analyze(LaneQueues.Batch batch) {
        List<FrameTask> frames = batch.frames();
        long[] queued = frames.stream().mapToLong(FrameTask::nanosSinceArrival).toArray();
        List<CrewLanes.Analysis> analyses = detect(frames);
        synchronized (this) {
            if (current == null) {
                return false;
            }
            current = null;
        }
        for (int i = 0; i < frames.size(); i++) {
            CrewLanes.Analysis analysis = analyses.get(i);
            frames.get(i).complete(new FrameResult.Analyzed(analysis.outcome(), queued[i], analysis.model()));
        }
        queues.release(batch);
        for (int i = 0; i < frames.size(); i++) {
            FrameTask frame = frames.get(i);
            tap.analyzed(
                    frame.camera(),
                    frame.jpeg(),
                    analyses.get(i).outcome(),
                    analyses.get(i).model());
        }
        return true;
    }

    /** A lane never throws for a bad picture; any exception, or a lack of memory, fails only these frames. */
    private List<CrewLanes.Analysis> detect(List<FrameTask> frames) {
        meters.batch(frames.size());
        try {
            return lanes.detect(frames);
        } catch (RuntimeException | OutOfMemoryError e) {
            log.error("analyzing {} frames failed: {}", frames.size(), e.toString());
            log.debug("analyzing failed", e);
            Outcome failed = new Outcome.Failed("inference failed: " + e.getMessage());
            return frames.stream()
                    .map(frame -> new CrewLanes.Analysis(failed, modelOf(frame)))
                    .toList();
        }
    }

    /** Takes the batch if the lane has been working on it for longer, and cancels its inference if possible. */
    Optional<LaneQueues.Batch> takeIfOlder(Duration timeout) {
        LaneQueues.Batch taken;
        synchronized (this) {
            if (current == null || System.nanoTime() - sinceNanos < timeout.toNanos()) {
                return Optional.empty();
            }
            taken = current;
            current = null;
            spent = true;
        }
        lanes.cancel();
        return Optional.of(taken);
    }

    /** Whether it takes no more frames, because it took too long for some. */
    synchronized boolean isSpent() {
        return spent;
    }

    /** The model that analyzes a frame. */
    ModelInfo modelOf(FrameTask frame) {
        return crew.modelOf(frame.camera()).info();
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    /** Waits for the thread to end. @return whether it did */
    boolean join(long millis) throws InterruptedException {
        thread.join(Math.max(1, millis));
        return !thread.isAlive();
    }

    void cancel() {
        lanes.cancel();
    }
}
