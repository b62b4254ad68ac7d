package dev.hawkeye.console.admin;

import java.util.List;

/**
 * The models of the detectors.
 *
 * @param active the one that was published last; null before the first
 * @param detectors that are running, and what each uses
 */
public record ModelsNow(Active active, List<Detector> detectors) {
    /** How far a model is that was published. */
    public enum Stage {
        /** It is only compared with the one before. */
        SHADOW,
        /** It analyzes some cameras. */
        CANARY,
        /** All detectors use it, and compare it with the one before. */
        WATCHED,
        /** All detectors use it. */
        IN_USE,
        /** A detector has refused it: the one before is in use. */
        REFUSED,
        /** It was withdrawn by hand: the one before is in use. */
        WITHDRAWN
    }

    /**
     * @param size bytes
     * @param at when it was published, epoch milliseconds
     * @param stage how far it is
     * @param until when the stage ends, epoch milliseconds; null when it does not
     * @param cameras that it analyzes as a canary
     * @param reason why it is REFUSED; null otherwise
     * @param previous name of the model before, to which a rollback returns; null for the first
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
     * @param revision that the state is about; 0 before the first
     * @param model name of the model that analyzes its frames
     * @param sha256 digest of that model
     * @param reason why it has refused one; null otherwise
     * @param trial what the comparison with another model has shown; null while there is none
     * @param drift cameras in whose pictures the model no longer finds what its original finds
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

    /** @param agreement of the two models (F1) in the last whole hour, 0 to 1 */
    public record Drift(String camera, double agreement) {}

    /**
     * Two models, on the same frames.
     *
     * @param frames that both have analyzed
     * @param agreement of their objects (F1), 0 to 1; null without any
     * @param objects that the new model has found
     * @param objectsBefore that the one before has found
     * @param p95Millis that 95 of 100 inferences of the new model do not exceed; 0 when none was measured
     * @param p95MillisBefore the same of the one before
     * @param failed frames that the new model could not analyze
     * @param failedBefore frames that the one before could not analyze
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
