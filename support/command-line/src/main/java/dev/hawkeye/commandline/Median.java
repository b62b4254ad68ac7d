package dev.hawkeye.commandline;

import java.util.Arrays;

/** The middle of what was measured: a round that something disturbed does not move it. */
public final class Median {
    private Median() {}

    /** @param values at least one, in any order; of two in the middle the mean */
    public static double of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
