package dev.hawkeye.console.admin;

import java.util.List;

/**
 * The models of the detectors.
 *
 * @param active the one that was published last; null before the first
 * @param detectors that are running, and what each uses
 */
public record ModelsNow(Active active, List<Detector> detectors) {
    /**
     * @param size bytes
     * @param at when it became active, epoch milliseconds
     * @param previous name of the model before, to which a rollback returns; null for the first
     */
    public record Active(String name, String sha256, long size, long revision, String by, long at, String previous) {}

    /**
     * @param state IN_USE, LOADING, REFUSED, and so on
     * @param revision that the state is about; 0 before the first
     * @param model name of the model that analyzes its frames
     * @param sha256 digest of that model
     * @param reason why it has refused one; null otherwise
     */
    public record Detector(String instance, String state, long revision, String model, String sha256, String reason) {}
}
