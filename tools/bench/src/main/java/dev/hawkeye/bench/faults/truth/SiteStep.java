package dev.hawkeye.bench.faults.truth;

import dev.hawkeye.site.settings.LiveSettings;

/**
 * A change of settings or of the model that an operator made while the pipeline ran.
 *
 * @param what description in a few words
 * @param settings the settings from then on; null for a change of the model
 * @param model digest of the model from then on; null for a change of settings
 * @param before bounds before anything of it was written
 * @param after bounds after every service had acknowledged it; null until then
 */
public record SiteStep(String what, LiveSettings settings, String model, Bounds before, Bounds after) {
    public SiteStep acknowledged(Bounds when) {
        return new SiteStep(what, settings, model, before, when);
    }

    /** Whether a detection existed before anything of this was written. */
    boolean isAfterDetection(int partition, long offset) {
        return offset < before.detected().getOrDefault(partition, 0L);
    }

    /** Whether a frame arrived after every detector had acknowledged this. */
    boolean isBeforeFrame(int partition, long offset) {
        return offset >= after.frames().getOrDefault(partition, 0L);
    }

    /** Whether a detection was aggregated before anything of this was written. */
    boolean isAfterAggregation(int partition, long offset) {
        return offset < before.aggregated().getOrDefault(partition, 0L);
    }

    /** Whether a detection arrived after every aggregator had acknowledged this. */
    boolean isBeforeAggregation(int partition, long offset) {
        return offset >= after.detections().getOrDefault(partition, 0L);
    }
}
