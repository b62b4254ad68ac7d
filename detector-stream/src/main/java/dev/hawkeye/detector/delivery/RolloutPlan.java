package dev.hawkeye.detector.delivery;

import dev.hawkeye.detector.trial.TrialTerms;
import dev.hawkeye.schemas.ActiveModel;
import dev.hawkeye.schemas.Rollout;
import dev.hawkeye.settings.SettingException;
import dev.hawkeye.vision.onnx.ModelException;
import java.time.Duration;
import java.util.Set;

/**
 * When a model on trial reaches which stage, so that all detectors decide alike without talking to each other. All
 * times in ms since 1970, by the clock of the record's time. Immutable.
 *
 * @param shadowUntil until then it is only compared
 * @param canaryUntil until then it also analyzes the frames of {@code cameras}
 * @param watchUntil until then it is in use and compared with the previous model
 */
record RolloutPlan(long shadowUntil, long canaryUntil, long watchUntil, Set<String> cameras, TrialTerms terms) {
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final int MAX_CAMERAS = 1_000;

    /** The stage of a rollout. */
    enum Stage {
        SHADOW,
        CANARY,
        WATCH,
        SETTLED
    }

    RolloutPlan {
        cameras = Set.copyOf(cameras);
    }

    /**
     * The plan of a record.
     *
     * @param active has a rollout
     * @param at the time of the record
     * @throws ModelException when the rollout cannot be followed
     */
    static RolloutPlan of(ActiveModel active, long at) {
        Rollout rollout = active.getRollout();
        long shadow = checked("shadow", rollout.getShadowMillis());
        long canary = checked("canary", rollout.getCanaryMillis());
        long watch = checked("watch", rollout.getWatchMillis());
        if (rollout.getCameras().size() > MAX_CAMERAS) {
            throw new ModelException("its rollout names " + rollout.getCameras().size() + " cameras, at most "
                    + MAX_CAMERAS + " are possible: publish it again");
        }
        try {
            TrialTerms terms = new TrialTerms(
                    rollout.getShare(), rollout.getMinAgreement(), rollout.getMaxSlowdown(), rollout.getOtherClasses());
            return new RolloutPlan(
                    at + shadow,
                    at + shadow + canary,
                    at + shadow + canary + watch,
                    Set.copyOf(rollout.getCameras()),
                    terms);
        } catch (SettingException e) {
            throw new ModelException("its rollout cannot be followed (" + e.getMessage() + "): publish it again", e);
        }
    }

    private static long checked(String what, long millis) {
        if (millis < 0 || millis > LONGEST.toMillis()) {
            throw new ModelException("its rollout has a " + what + " of " + millis + " ms, which must be 0 to "
                    + LONGEST.toDays() + " days: publish it again");
        }
        return millis;
    }

    Stage stageAt(long now) {
        if (now < shadowUntil) {
            return Stage.SHADOW;
        }
        if (now < canaryUntil) {
            return Stage.CANARY;
        }
        return now < watchUntil ? Stage.WATCH : Stage.SETTLED;
    }

    /** When a stage ends; the last one never does. */
    long endOf(Stage stage) {
        return switch (stage) {
            case SHADOW -> shadowUntil;
            case CANARY -> canaryUntil;
            case WATCH -> watchUntil;
            case SETTLED -> Long.MAX_VALUE;
        };
    }
}
