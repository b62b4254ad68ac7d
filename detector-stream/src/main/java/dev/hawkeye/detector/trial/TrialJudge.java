package dev.hawkeye.detector.trial;

import java.util.Locale;
import java.util.Optional;

/**
 * Finds reasons to refuse a model on trial, in words, with figures and a remedy.
 *
 * <p>Few frames show little: a judgment by a share needs {@value TrialTerms#MIN_FRAMES} frames and
 * {@value TrialTerms#MIN_OBJECTS} objects. And on a machine with other load, the slowest of few inferences is chance:
 * below {@value #RELIABLE_TIMES} of them, the median must exceed the bound as well as the 95th percentile. Immutable.
 */
final class TrialJudge {
    static final int RELIABLE_TIMES = 200;

    /** This many objects are not missed by chance. */
    private static final int CLEARLY_SOME = 5;

    private static final int FEW_TIMES = 10;
    private static final int FAILED_BY_CHANCE = 2;
    private static final int FAILED_OF = 100;

    private final TrialTerms terms;
    private final String before;

    /** @param before name of the model before */
    TrialJudge(TrialTerms terms, String before) {
        this.terms = terms;
        this.before = before;
    }

    /** Judges by recent pictures of the cameras: they are few, but both models analyze each of them. */
    Optional<String> ofPictures(TrialFigures figures) {
        return first(failed(figures, 0), blind(figures), disagreeing(figures, 1), slow(figures, FEW_TIMES));
    }

    /** Judges by live frames. */
    Optional<String> ofFrames(TrialFigures figures) {
        long byChance = Math.max(FAILED_BY_CHANCE, figures.frames() / FAILED_OF);
        return first(
                failed(figures, byChance),
                blind(figures),
                disagreeing(figures, TrialTerms.MIN_FRAMES),
                slow(figures, TrialTerms.MIN_FRAMES));
    }

    @SafeVarargs
    private static Optional<String> first(Optional<String>... reasons) {
        for (Optional<String> reason : reasons) {
            if (reason.isPresent()) {
                return reason;
            }
        }
        return Optional.empty();
    }

    private Optional<String> failed(TrialFigures of, long byChance) {
        return of.failed() - of.failedBefore() > byChance
                ? say(
                        "%d of %d frames FAILED with it, and %d with %s: try another export",
                        of.failed(), of.frames(), of.failedBefore(), before)
                : Optional.empty();
    }

    private Optional<String> blind(TrialFigures of) {
        long expected = of.agreement().expected();
        return of.agreement().found() == 0 && expected >= CLEARLY_SOME && terms.minAgreement() > 0
                ? say(
                        "it finds no object on %d frames on which %s finds %d: try another export, or retrain it",
                        of.frames(), before, expected)
                : Optional.empty();
    }

    private Optional<String> disagreeing(TrialFigures of, long frames) {
        double f1 = of.agreement().f1().orElse(1);
        boolean some = of.agreement().expected() + of.agreement().found() >= TrialTerms.MIN_OBJECTS;
        return of.frames() >= frames && some && f1 < terms.minAgreement()
                ? say(
                        "its agreement (F1) with the objects of %s is %.3f on %d frames, at least %.3f is required: if"
                                + " it is meant to find other objects, publish it with a lower --min-agreement",
                        before, f1, of.frames(), terms.minAgreement())
                : Optional.empty();
    }

    private Optional<String> slow(TrialFigures of, long measured) {
        TrialFigures.Times now = of.times();
        TrialFigures.Times then = of.timesBefore();
        boolean p95 = now.p95Nanos() > terms.maxSlowdown() * then.p95Nanos();
        boolean median = now.medianNanos() > terms.maxSlowdown() * then.medianNanos();
        return now.measured() >= measured && p95 && (median || now.measured() >= RELIABLE_TIMES)
                ? say(
                        "95 %% of its inferences take up to %.1f ms, of %s %.1f ms: %.1f times as long, at most %.1f times"
                                + " is allowed: publish a smaller model, or this one with a higher --max-slowdown",
                        millis(now.p95Nanos()),
                        before,
                        millis(then.p95Nanos()),
                        (double) now.p95Nanos() / Math.max(1, then.p95Nanos()),
                        terms.maxSlowdown())
                : Optional.empty();
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    private static Optional<String> say(String format, Object... figures) {
        return Optional.of(String.format(Locale.ROOT, format, figures));
    }
}
