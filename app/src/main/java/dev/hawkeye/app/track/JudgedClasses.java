package dev.hawkeye.app.track;

import dev.hawkeye.tracking.evaluation.MotSequence;
import java.util.Locale;

/** Which boxes of the ground truth are judged. */
enum JudgedClasses {
    /** The classes that MOTChallenge judges. */
    MOT,
    ALL;

    MotSequence of(MotSequence truth) {
        return this == ALL ? truth.asOneClass() : truth;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
