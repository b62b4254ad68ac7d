package dev.hawkeye.console.admin;

import java.util.List;

/**
 * The models of the detectors.
 *
 * @param active the model published last; null before the first
 * @param detectors the running detectors, and the model of each
 */
public record ModelsNow(Active active, List<Detector> detectors) {
    /** The progress of a published model. */
    public enum Stage {
        /** Only compared with the previous model. */
        SHADOW,
        /** Analyzes some cameras. */
        CANARY,
        /** Used by all detectors, which compare it with the previous model. */
        WATCHED,
        /** Used by all detectors. */
        IN_USE,
        /** Refused by a detector; the previous model is in use. */
        REFUSED,
        /** Withdrawn by hand; the previous model is in use. */
        WITHDRAWN
    }

    /**
     * @param size bytes
     * @param at time of publication, epoch milliseconds
     * @param stage its progress
     * @param until end of the stage, epoch milliseconds; null if it does not end
     * @param cameras the cameras that it analyzes as a canary
     * @param reason why it is REFUSED; null otherwise
     * @param previous name of the previous model, the target of a rollback; null for the first
     */
    public record Active(
            String name,
            String sha256,
            long size,
            long revision,
            String by,
            long at,
            Stage stage,
            Long until,
            List<String> cameras,
            String reason,
            String previous) {}

    /**
     * @param state IN_USE, LOADING, SHADOW, CANARY or REFUSED
     * @param revision the revision that the state refers to; 0 before the first
     * @param model name of the model that analyzes its frames
     * @param sha256 digest of that model
     * @param reason why it refused the revision; null otherwise
     * @param trial result of the comparison with another model; null while there is none
     * @param drift cameras in whose pictures the model no longer agrees with its original
     */
    public record Detector(
            String instance,
            String state,
            long revision,
            String model,
            String sha256,
            String reason,
            Trial trial,
            List<Drift> drift) {}

    /** @param agreement the agreement of the two models (F1) in the last full hour, 0 to 1 */
    public record Drift(String camera, double agreement) {}

    /**
     * A comparison of two models on the same frames.
     *
     * @param frames number of frames that both have analyzed
     * @param agreement the agreement of their objects (F1), 0 to 1; null without frames or objects
     * @param objects number of objects found by the new model
     * @param objectsBefore number of objects found by the previous model
     * @param p95Millis 95th percentile of the new model's inference times; 0 when none was measured
     * @param p95MillisBefore the same for the previous model
     * @param failed frames that the new model could not analyze
     * @param failedBefore frames that the previous model could not analyze
     */
    public record Trial(
            long frames,
            Double agreement,
            long objects,
            long objectsBefore,
            double p95Millis,
            double p95MillisBefore,
            long failed,
            long failedBefore) {}
}
