package dev.hawkeye.detector.lanes;

import dev.hawkeye.detector.meters.LaneMeters;
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.vision.Lane;
import dev.hawkeye.vision.Outcome;
import dev.hawkeye.vision.detection.ClassScores;
import dev.hawkeye.vision.model.ModelInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One lane and the thread that drives it, until its crew is dismissed or until it takes too long for a batch. Then the
 * batch is taken from it ({@link #takeIfOlder}): a late result is ignored, and the thread ends when its inference
 * returns.
 */
final class LaneThread {
    private static final Logger log = LoggerFactory.getLogger(LaneThread.class);

    private final Lane lane;
    private final Crew crew;
    private final LaneWork work;
    private final LaneQueues queues;
    private final LaneMeters meters;
    private final Thread thread;

    /**
     * What it is working on, null while it waits or when the batch was taken; guarded by this, as is the next field.
     */
    private LaneQueues.Batch current;

    private long sinceNanos;

    LaneThread(String name, Lane lane, Crew crew, LaneWork work, LaneQueues queues, LaneMeters meters) {
        this.lane = lane;
        this.crew = crew;
        this.work = work;
        this.queues = queues;
        this.meters = meters;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Instead of {@link #start}. */
    void discard() {
        lane.close();
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
        try (lane) {
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

    /** @return false when the batch was taken meanwhile */
    private boolean analyze(LaneQueues.Batch batch) {
        List<FrameTask> frames = batch.frames();
        long[] queued = frames.stream().mapToLong(FrameTask::nanosSinceArrival).toArray();
        List<Outcome> outcomes = detect(frames);
        synchronized (this) {
            if (current == null) {
                return false;
            }
            current = null;
        }
        for (int i = 0; i < frames.size(); i++) {
            frames.get(i).complete(new FrameResult.Analyzed(outcomes.get(i), queued[i], crew.info()));
        }
        queues.release(batch);
        return true;
    }

    /** A lane never throws for a bad picture; anything else that it throws fails only these frames. */
    private List<Outcome> detect(List<FrameTask> frames) {
        meters.batch(frames.size());
        ByCamera<ClassScores> wanted = crew.wanted();
        try {
            return work.detect(
                    lane,
                    frames.stream().map(FrameTask::jpeg).toList(),
                    frames.stream().map(frame -> wanted.of(frame.camera())).toList());
        } catch (RuntimeException e) {
            log.error("analyzing {} frames failed: {}", frames.size(), e.toString());
            log.debug("analyzing failed", e);
            return frames.stream()
                    .<Outcome>map(frame -> new Outcome.Failed("inference failed: " + e.getMessage()))
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
        }
        lane.cancel();
        return Optional.of(taken);
    }

    ModelInfo model() {
        return crew.info();
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
        lane.cancel();
    }
}
