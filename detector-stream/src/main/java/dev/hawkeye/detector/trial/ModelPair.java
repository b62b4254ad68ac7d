package dev.hawkeye.detector.trial;

import dev.hawkeye.detector.lanes.Lanes;
import dev.hawkeye.detector.lanes.SpareLane;
import dev.hawkeye.vision.Outcome;
import java.time.Duration;

/**
 * Two models that analyze the same pictures on the same thread, alternating which goes first, so that a busy machine
 * affects both alike. Owns their lanes until {@link #close()}. Not thread-safe, except for {@link #hangs} and
 * {@link #cancel()}.
 */
final class ModelPair implements AutoCloseable {
    private final SpareLane before;
    private final SpareLane other;
    private volatile long busySince; // nanos; 0 while it waits
    private boolean otherFirst;

    /** Receives the outcomes of both models for a picture. */
    interface Sink {
        void take(Outcome before, Outcome other);
    }

    ModelPair(Lanes.Spares spares) {
        this.before = spares.before();
        this.other = spares.other();
    }

    CommonClasses classes() {
        return new CommonClasses(before.model().classNames(), other.model().classNames());
    }

    String nameBefore() {
        return before.model().name();
    }

    String nameOfOther() {
        return other.model().name();
    }

    void analyze(RecentPictures.Picture picture, Sink sink) {
        otherFirst = !otherFirst;
        Outcome first = detect(otherFirst ? other : before, picture);
        Outcome second = detect(otherFirst ? before : other, picture);
        sink.take(otherFirst ? second : first, otherFirst ? first : second);
    }

    private Outcome detect(SpareLane lane, RecentPictures.Picture picture) {
        busySince = System.nanoTime() | 1; // 0 means that it waits
        try {
            return lane.detect(picture.camera(), picture.jpeg());
        } finally {
            busySince = 0;
        }
    }

    /** Whether the current inference has taken longer than {@code timeout}. */
    boolean hangs(Duration timeout) {
        long since = busySince;
        return since != 0 && System.nanoTime() - since > timeout.toNanos();
    }

    /** Aborts inferences in progress, if possible. */
    void cancel() {
        before.cancel();
        other.cancel();
    }

    @Override
    public void close() {
        before.close();
        other.close();
    }
}
