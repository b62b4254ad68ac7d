package dev.hawkeye.detector.trial;

import java.util.Arrays;

/** The times of the last inferences, at most {@value #KEPT}. Not thread-safe. */
final class InferenceTimes {
    static final int KEPT = 1_000;

    private final long[] nanos = new long[KEPT];
    private long measured;

    void add(long inference) {
        nanos[(int) (measured++ % KEPT)] = inference;
    }

    TrialFigures.Times times() {
        int kept = (int) Math.min(measured, KEPT);
        if (kept == 0) {
            return new TrialFigures.Times(0, 0, 0);
        }
        long[] sorted = Arrays.copyOf(nanos, kept);
        Arrays.sort(sorted);
        return new TrialFigures.Times(measured, sorted[(kept - 1) / 2], sorted[(int) Math.ceil(0.95 * kept) - 1]);
    }
}
