package dev.hawkeye.detector.trial;

/** Samples the frames to compare: a share of them, and at least one per interval if any arrives. Thread-safe. */
final class Sampling {
    private final double share;
    private final long longestNanos;
    private double due = 1;
    private long takenNanos;

    /**
     * @param share above 0 to 1
     * @param longestNanos the interval in which at least one frame is taken, if any arrives
     */
    Sampling(double share, long longestNanos) {
        this.share = share;
        this.longestNanos = longestNanos;
    }

    /** Whether to take this frame. */
    synchronized boolean takes(long nowNanos) {
        due += share;
        if (due < 1 && nowNanos - takenNanos < longestNanos) {
            return false;
        }
        due = Math.max(0, due - 1);
        takenNanos = nowNanos;
        return true;
    }
}
