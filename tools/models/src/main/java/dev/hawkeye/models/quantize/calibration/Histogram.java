package dev.hawkeye.models.quantize.calibration;

import java.nio.FloatBuffer;

/** The distribution of a tensor's values over equally wide bins between its minimum and maximum. */
public final class Histogram {
    static final int BINS = 4096;

    private final float low;
    private final float high;
    private final long[] counts = new long[BINS];

    Histogram(float low, float high) {
        this.low = low;
        this.high = high;
    }

    public void add(FloatBuffer values) {
        float perValue = high > low ? BINS / (high - low) : 0;
        for (int i = values.position(); i < values.limit(); i++) {
            int bin = (int) ((values.get(i) - low) * perValue);
            counts[Math.max(0, Math.min(BINS - 1, bin))]++;
        }
    }

    public void add(Histogram other) {
        for (int bin = 0; bin < BINS; bin++) {
            counts[bin] += other.counts[bin];
        }
    }

    public float low() {
        return low;
    }

    public float high() {
        return high;
    }

    public long count(int bin) {
        return counts[bin];
    }

    /** @return the value in the middle of a bin */
    double value(int bin) {
        return low + (bin + 0.5) * ((double) high - low) / BINS;
    }

    /** @return the value below which the {@code share} (0 to 1) of all values lie */
    double quantile(double share) {
        long all = 0;
        for (long count : counts) {
            all += count;
        }
        double left = share * all;
        for (int bin = 0; bin < BINS; bin++) {
            left -= counts[bin];
            if (left <= 0) {
                return low + (bin + 1 + (counts[bin] == 0 ? 0 : left / counts[bin])) * ((double) high - low) / BINS;
            }
        }
        return high;
    }
}
