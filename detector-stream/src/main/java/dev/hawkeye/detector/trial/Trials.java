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
 * The trial of a model, if there is one, and what the next one is tried on. Hears of every frame that was analyzed, from
 * the first on. Owns the comparison that is under way, from {@link #begin} to {@link #end}. Thread-safe.
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
     * Whether the classes of a model may be in use.
     *
     * @throws ModelException when they may not, with the reason
     */
    public static void checkClasses(ModelInfo before, ModelInfo tried, TrialTerms terms) {
        String difference = new CommonClasses(before.classNames(), tried.classNames()).difference();
        if (!difference.isEmpty() && !terms.otherClasses()) {
            throw new ModelException("its classes are not those of " + before.name() + ": it " + difference
                    + "; if that is intended, publish it with --other-classes");
        }
    }

    /**
     * Begins to compare the model beside the one in use with that one. First waits until both have analyzed what cameras
     * have sent lately.
     *
     * @param overloaded whether the detector is
     * @param timeout of an inference
     * @throws ModelException when something speaks against it; {@link #end} is to be called then too
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

    /** What speaks against the model that is tried, by the frames so far. */
    public Optional<String> refusal() {
        SideBySide current = comparison;
        return current == null ? Optional.empty() : current.refusal();
    }

    /** What the comparison under way has shown so far; empty without one. */
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
     * @param original belongs to the lanes from now on, unless this throws
     * @param everyFrames one of so many frames, at least 1
     * @param minAgreement lowest agreement of an hour of a camera, 0 to 1
     * @param overloaded whether the detector is
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

    /** Ends that, if it was begun, and frees the original. */
    public void endDrift() {
        DriftWatch watch = drift;
        drift = null;
        if (watch != null) {
            watch.close();
        }
    }

    /** The cameras in which the model in use no longer agrees with its original, with the agreement of the last hour. */
    public SortedMap<String, Double> drifted() {
        DriftWatch watch = drift;
        return watch == null ? new TreeMap<>() : watch.drifted();
    }
}
