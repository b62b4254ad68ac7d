package dev.hawkeye.detector.trial;

import dev.hawkeye.vision.detection.Agreement;

/**
 * What a comparison of two models has shown so far: the one that is tried, and the one before. Immutable.
 *
 * @param frames that both have analyzed, also those that one of them could not
 * @param comparable whether they have classes in common; without, {@code agreement} stays empty
 * @param agreement of the objects of those classes; {@code expected} are those of the one before
 * @param failed frames that the tried one could not analyze
 * @param failedBefore frames that the one before could not analyze
 * @param times of inferences of the tried one
 * @param timesBefore of inferences of the one before, on the same frames, by the same thread
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
     * The time of an inference.
     *
     * @param measured how many inferences
     * @param medianNanos half of them took no longer; 0 for none
     * @param p95Nanos 95 of 100 took no longer; 0 for none
     */
    public record Times(long measured, long medianNanos, long p95Nanos) {}
}
