package dev.hawkeye.detector.trial;

import dev.hawkeye.settings.Check;

/**
 * The requirements for a model on trial. Immutable, validated on construction.
 *
 * @param share of the frames that both models analyze, above 0 to 1
 * @param minAgreement minimum agreement (F1) with the objects of the model in use, 0 to 1
 * @param maxSlowdown maximum inference time, as a multiple of that model's, 1 to 1000
 * @param otherClasses whether it may have other classes
 */
public record TrialTerms(double share, double minAgreement, double maxSlowdown, boolean otherClasses) {
    /** Fewer frames are not enough to judge by a share. */
    public static final int MIN_FRAMES = 20;

    /** Fewer objects are not enough either. */
    public static final int MIN_OBJECTS = 20;

    public TrialTerms {
        Check.that(share > 0 && share <= 1, "share", "must be above 0 to 1", share);
        Check.that(minAgreement >= 0 && minAgreement <= 1, "min-agreement", "must be 0 to 1", minAgreement);
        Check.that(maxSlowdown >= 1 && maxSlowdown <= 1_000, "max-slowdown", "must be 1 to 1000", maxSlowdown);
    }
}
