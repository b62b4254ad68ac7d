package dev.hawkeye.detector.trial;

import dev.hawkeye.vision.detection.Agreement;

/**
 * The figures of a comparison so far, between a model on trial and the previous one. Immutable.
 *
 * @param frames given to both, including those that one of them could not analyze
 * @param comparable whether they have classes in common; without any, {@code agreement} stays empty
 * @param agreement of the objects of those classes; {@code expected} are those of the previous model
 * @param failed frames that the model on trial could not analyze
 * @param failedBefore frames that the previous model could not analyze
 * @param times of the inferences of the model on trial
 * @param timesBefore of the inferences of the previous model, on the same frames, by the same thread
 */
public record TrialFigures(
        long frames,
        boolean comparable,
        Agreement agreement,
        long failed,
        long failedBefore,
        Times times,
        Times timesBefore) {

    /**
     * Inference times.
     *
     * @param measured how many inferences
     * @param medianNanos median; 0 if there are none
     * @param p95Nanos 95th percentile; 0 if there are none
     */
    public record Times(long measured, long medianNanos, long p95Nanos) {}
}
