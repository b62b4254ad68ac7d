package dev.hawkeye.vision;

import java.util.Arrays;

/**
 * The durations of the runs of a measurement.
 *
 * @param picturesPerSecond of all lanes together
 * @param runs how many were measured
 * @param p50Millis median
 * @param p99Millis 99th percentile; with fewer than 100 runs, the longest one
 */
public record RunTimes(double picturesPerSecond, int runs, double p50Millis, double p99Millis) {
    private static final double NANOS_PER_MS = 1e6;

    /** @param runNanos duration of each run, at least one, in any order */
    static RunTimes of(double picturesPerSecond, long... runNanos) {
        long[] sorted = runNanos.clone();
        Arrays.sort(sorted);
        return new RunTimes(picturesPerSecond, sorted.length, percentile(sorted, 50), percentile(sorted, 99));
    }

    /** The nearest-rank percentile, which is one of the measured times. */
    private static double percentile(long[] sorted, int percent) {
        int rank = (percent * sorted.length + 99) / 100;
        return sorted[rank - 1] / NANOS_PER_MS;
    }
}
