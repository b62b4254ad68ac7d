package dev.hawkeye.detector.lanes;

import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.vision.Lane;
import dev.hawkeye.vision.detection.ClassScores;
import dev.hawkeye.vision.model.ModelInfo;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model in memory, with a count of its users: the lanes themselves, each crew, each thread. Owns the model; the last
 * user to leave frees it. A lane that hangs still uses the model; freeing it then would crash the whole process.
 * Thread-safe.
 */
final class SharedModel {
    private static final Logger log = LoggerFactory.getLogger(SharedModel.class);

    private final LaneModel model;
    private final AtomicInteger users = new AtomicInteger(1); // the creator
    private final CountDownLatch freed = new CountDownLatch(1);
    private volatile ByCamera<ClassScores> wanted;

    /** The creator is the first user; it keeps the model alive until it leaves. */
    SharedModel(LaneModel model) {
        this.model = model;
        this.wanted = model.wanted();
    }

    /** Adds a user, which must {@link #leave}. The caller must already be a user. */
    void enter() {
        users.incrementAndGet();
    }

    void leave() {
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

    Lane newLane(LaneSettings settings, int batch) {
        return model.model().newLane(settings.limits(), batch);
    }

    ModelInfo info() {
        return model.model().info();
    }

    /** What is to be detected for each camera, by the model's classes. */
    ByCamera<ClassScores> wanted() {
        return wanted;
    }

    void want(ByCamera<ClassScores> now) {
        wanted = now;
    }

    /** Waits up to {@code millis} until the model is freed. @return whether it is */
    boolean awaitFreed(long millis) throws InterruptedException {
        return freed.await(millis, TimeUnit.MILLISECONDS);
    }

    /** @return whether the model is freed: nobody uses it, and nobody will */
    boolean isGone() {
        return freed.getCount() == 0;
    }
}
