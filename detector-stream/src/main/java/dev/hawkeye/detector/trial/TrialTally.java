package dev.hawkeye.detector.trial;

import dev.hawkeye.vision.Outcome;
import dev.hawkeye.vision.detection.Agreement;
import dev.hawkeye.vision.detection.Box;
import java.util.List;

/** Adds up the findings of two models on the same pictures, and their inference times. Thread-safe. */
final class TrialTally {
    private final CommonClasses classes;
    private final InferenceTimes times = new InferenceTimes();
    private final InferenceTimes timesBefore = new InferenceTimes();
    private long frames;
    private Agreement agreement = Agreement.NONE;
    private long failed;
    private long failedBefore;

    TrialTally(CommonClasses classes) {
        this.classes = classes;
    }

    /**
     * @param before outcome of the previous model; {@code after} is that of the model on trial, for the same picture
     */
    synchronized void add(Outcome before, Outcome after) {
        frames++;
        failed += after instanceof Outcome.Failed ? 1 : 0;
        failedBefore += before instanceof Outcome.Failed ? 1 : 0;
        if (before instanceof Outcome.Detected expected && after instanceof Outcome.Detected found) {
            List<Box> expectedBoxes = classes.ofBefore(expected.boxes());
            agreement = agreement.plus(Agreement.of(expectedBoxes, classes.ofAfter(found.boxes())));
        }
        addTimes(before, after);
    }

    /** Adds only the times of a picture that was added before. */
    synchronized void addTimes(Outcome before, Outcome after) {
        if (before instanceof Outcome.Detected one && after instanceof Outcome.Detected other) {
            timesBefore.add(one.times().inference());
            times.add(other.times().inference());
        }
    }

    synchronized TrialFigures figures() {
        return new TrialFigures(
                frames, classes.any(), agreement, failed, failedBefore, times.times(), timesBefore.times());
    }
}
