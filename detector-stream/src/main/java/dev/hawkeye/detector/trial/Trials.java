package dev.hawkeye.detector.trial;

import dev.hawkeye.detector.lanes.LaneTap;
import dev.hawkeye.detector.lanes.Lanes;
import dev.hawkeye.vision.Outcome;
import dev.hawkeye.vision.model.ModelInfo;
import dev.hawkeye.vision.onnx.ModelException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The trial of a model, if there is one, and what the next one is tried on. Hears of every frame that was analyzed, from
 * the first on. Owns the comparison that is under way, from {@link #begin} to {@link #end}. Thread-safe.
 */
public final class Trials implements LaneTap {
    private final RecentPictures recent = new RecentPictures(System::nanoTime);
    private volatile SideBySide comparison;

    @Override
    public void analyzed(String camera, ByteBuffer jpeg, Outcome outcome, ModelInfo model) {
        recent.add(camera, jpeg, outcome);
        SideBySide current = comparison;
        if (current != null) {
            current.offer(camera, jpeg, outcome instanceof Outcome.Failed);
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
                    + "; if it is meant to, publish it with --other-classes");
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
        SideBySide made = new SideBySide(lanes.spares(), terms, recent.all(), lanes::isPressed, overloaded, timeout);
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
}
