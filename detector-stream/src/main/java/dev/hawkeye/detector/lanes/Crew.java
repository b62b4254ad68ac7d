package dev.hawkeye.detector.lanes;

import dev.hawkeye.detector.meters.LaneMeters;
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.vision.Lane;
import dev.hawkeye.vision.detection.ClassScores;
import dev.hawkeye.vision.model.ModelInfo;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One model and the threads that analyze frames with it. Owns the model: it is freed by whoever is the last to leave it,
 * which is the crew itself when it is dismissed, or a thread whose inference returns later. A lane that hangs still uses
 * the model; freeing it then would take the whole process down. Thread-safe.
 */
final class Crew {
    private static final Logger log = LoggerFactory.getLogger(Crew.class);

    private final LaneModel model;
    private volatile ByCamera<ClassScores> wanted;
    private final LaneWork work;
    private final LaneSettings settings;
    private final LaneQueues queues;
    private final LaneMeters meters;
    private final AtomicInteger users = new AtomicInteger(1); // the crew until it is dismissed, and each thread
    private final AtomicBoolean dismissed = new AtomicBoolean();
    private final CountDownLatch freed = new CountDownLatch(1);

    Crew(LaneModel model, LaneWork work, LaneSettings settings, LaneQueues queues, LaneMeters meters) {
        this.model = model;
        this.wanted = model.wanted();
        this.work = work;
        this.settings = settings;
        this.queues = queues;
        this.meters = meters;
    }

    /** A thread that is not started yet, and that must be started or {@link LaneThread#discard discarded}. */
    LaneThread newThread(int index) {
        Lane lane = model.model().newLane(settings.limits(), settings.batch());
        users.incrementAndGet();
        return new LaneThread("hawkeye-lane-" + index, lane, this, work, queues, meters);
    }

    /** What is to be detected for each camera, by the model's classes. */
    ByCamera<ClassScores> wanted() {
        return wanted;
    }

    void want(ByCamera<ClassScores> now) {
        wanted = now;
    }

    ModelInfo info() {
        return model.model().info();
    }

    boolean isDismissed() {
        return dismissed.get();
    }

    /** Its threads end when they have finished what they are working on. A second call does nothing. */
    void dismiss() {
        if (dismissed.compareAndSet(false, true)) {
            queues.wake();
            left();
        }
    }

    /** A thread no longer uses the model. */
    void left() {
        if (users.decrementAndGet() == 0) {
            try {
                model.model().close();
                log.debug("Model {} is freed", info().name());
            } catch (RuntimeException e) {
                log.error("Model {} was not freed: {}", info().name(), e.toString());
            } finally {
                freed.countDown();
            }
        }
    }

    /** Waits up to {@code millis} until the model is freed. @return whether it is */
    boolean awaitFreed(long millis) throws InterruptedException {
        return freed.await(millis, TimeUnit.MILLISECONDS);
    }

    /** @return whether the model is freed: nobody uses it any more, and nobody will */
    boolean isGone() {
        return freed.getCount() == 0;
    }
}
