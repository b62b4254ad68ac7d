package dev.hawkeye.detector.trial;

/** Which frames are compared: a share of them, and perhaps at least one in a time. Thread-safe. */
final class Sampling {
    private final double share;
    private final long longestNanos;
    private double due = 1;
    private long takenNanos;

    /**
     * @param share above 0 to 1
     * @param longestNanos at least one in this time, if any comes
     */
    Sampling(double share, long longestNanos) {
        this.share = share;
        this.longestNanos = longestNanos;
    }

    /** Whether this frame is one of them. */
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
