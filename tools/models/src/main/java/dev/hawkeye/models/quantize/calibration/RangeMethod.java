package dev.hawkeye.models.quantize.calibration;

import java.util.function.DoubleUnaryOperator;

/** The methods to choose the range of an activation from the observed values. */
public enum RangeMethod {
    /** From minimum to maximum: nothing is clipped, and one outlier makes all steps coarse. */
    MINMAX,
    /** Clips a given share of the values, half at each end. */
    PERCENTILE,
    /**
     * The range with the minimum mean squared error. For the input of a SiLU, the error of the SiLU's output counts:
     * far below zero, where SiLU is flat, clipping costs nothing, so the bytes are used where they matter.
     */
    MSE;

    private static final int STEPS = 80;
    private static final int ROUNDS = 3;

    /**
     * @param share the share of the values that a percentile range covers, 0 to 1
     * @param function the function that is applied to the value next
     */
    public Affine choose(Histogram histogram, double share, DoubleUnaryOperator function) {
        return switch (this) {
            case MINMAX -> Affine.spanning(histogram.low(), histogram.high());
            case PERCENTILE ->
                Affine.spanning(histogram.quantile((1 - share) / 2), histogram.quantile(1 - (1 - share) / 2));
            case MSE -> leastError(histogram, function);
        };
    }

    /** Optimizes one end at a time, with the other fixed: the two ends hardly depend on each other. */
    private static Affine leastError(Histogram histogram, DoubleUnaryOperator function) {
        double low = Math.min(0, histogram.low());
        double high = Math.max(0, histogram.high());
        double bestLow = low;
        double bestHigh = high;
        for (int round = 0; round < ROUNDS; round++) {
            double least = Double.MAX_VALUE;
            for (int step = 1; step <= STEPS; step++) {
                double error = error(histogram, function, bestLow, high * step / STEPS);
                if (error < least) {
                    least = error;
                    bestHigh = high * step / STEPS;
                }
            }
            for (int step = 0; step <= STEPS; step++) {
                double error = error(histogram, function, low * step / STEPS, bestHigh);
                if (error < least) {
                    least = error;
                    bestLow = low * step / STEPS;
                }
            }
        }
        return Affine.spanning(bestLow, bestHigh);
    }

    private static double error(Histogram histogram, DoubleUnaryOperator function, double low, double high) {
        Affine line = Affine.spanning(low, high);
        double sum = 0;
        for (int bin = 0; bin < Histogram.BINS; bin++) {
            long count = histogram.count(bin);
            if (count > 0) {
                double value = histogram.value(bin);
                double error = function.applyAsDouble(line.rounded(value)) - function.applyAsDouble(value);
                sum += count * error * error;
            }
        }
        return sum;
    }
}
