package dev.hawkeye.detector.trial;

import dev.hawkeye.detector.lanes.LaneModel;
import dev.hawkeye.detector.lanes.LaneTap;
import dev.hawkeye.detector.lanes.Lanes;
import dev.hawkeye.vision.Outcome;
import dev.hawkeye.vision.model.ModelInfo;
import dev.hawkeye.vision.onnx.ModelException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * The trial of a model, if there is one, and the pictures on which to try the next one. Notified of every analyzed
 * frame from the first on. Owns the comparison in progress, from {@link #begin} to {@link #end}. Thread-safe.
 */
public final class Trials implements LaneTap {
    private final LongSupplier nanoTime;
    private final RecentPictures recent;
    private volatile SideBySide comparison;
    private volatile DriftWatch drift;

    /** @param nanoTime as {@link System#nanoTime()} */
    public Trials(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.recent = new RecentPictures(nanoTime);
    }

    @Override
    public void analyzed(String camera, ByteBuffer jpeg, Outcome outcome, ModelInfo model) {
        recent.add(camera, jpeg, outcome);
        SideBySide current = comparison;
        if (current != null) {
            current.offer(camera, jpeg, outcome instanceof Outcome.Failed);
        }
        DriftWatch watch = drift;
        if (watch != null) {
            watch.offer(camera, jpeg);
        }
    }

    /**
     * Checks that the classes of a model are allowed.
     *
     * @throws ModelException when they are not, with the reason
     */
    public static void checkClasses(ModelInfo before, ModelInfo tried, TrialTerms terms) {
        String difference = new CommonClasses(before.classNames(), tried.classNames()).difference();
        if (!difference.isEmpty() && !terms.otherClasses()) {
            throw new ModelException("its classes are not those of " + before.name() + ": it " + difference
                    + "; if that is intended, publish it with --other-classes");
        }
    }

    /**
     * Starts comparing the model beside the one in use with that one. First waits until both have analyzed recent
     * pictures of the cameras.
     *
     * @param overloaded whether the detector is overloaded
     * @param timeout of an inference
     * @throws ModelException when the model should be refused; call {@link #end} then, too
     */
    public void begin(Lanes lanes, TrialTerms terms, BooleanSupplier overloaded, Duration timeout)
            throws InterruptedException {
        SideBySide made = new SideBySide(
                lanes.spares(), terms, recent.all(), new QuietMoments(lanes::isPressed, overloaded), timeout);
        comparison = made;
        Optional<String> reason = made.awaitPictures();
        if (reason.isPresent()) {
            throw new ModelException(reason.get());
        }
    }

    /** Why the model on trial should be refused, judging by the frames so far. */
    public Optional<String> refusal() {
        SideBySide current = comparison;
        return current == null ? Optional.empty() : current.refusal();
    }

    /** The results of the comparison so far; empty without one. */
    public Optional<TrialFigures> figures() {
        return Optional.ofNullable(comparison).map(SideBySide::figures);
    }

    /** Ends the comparison, if there is one; frees its lanes, unless an inference hangs. */
    public void end() {
        SideBySide current = comparison;
        comparison = null;
        if (current != null) {
            current.close();
        }
    }

    /**
     * Compares the model in use with the one that it was made from, from now on.
     *
     * @param original owned by the lanes from now on, unless this throws
     * @param everyFrames compares one of this many frames, at least 1
     * @param minAgreement minimum agreement of a camera over one hour, 0 to 1
     * @param overloaded whether the detector is overloaded
     */
    public void beginDrift(
            Lanes lanes, LaneModel original, int everyFrames, double minAgreement, BooleanSupplier overloaded) {
        endDrift();
        drift = new DriftWatch(
                lanes.sparesWith(original),
                everyFrames,
                minAgreement,
                new QuietMoments(lanes::isPressed, overloaded),
                nanoTime);
    }

    /** Ends the drift comparison, if there is one, and frees the original. */
    public void endDrift() {
        DriftWatch watch = drift;
        drift = null;
        if (watch != null) {
            watch.close();
        }
    }

    /**
     * The cameras for which the model in use no longer agrees with its original, with the agreement of the last hour.
     */
    public SortedMap<String, Double> drifted() {
        DriftWatch watch = drift;
        return watch == null ? new TreeMap<>() : watch.drifted();
    }
}
