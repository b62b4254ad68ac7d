package dev.hawkeye.detector.trial;

/** Which frames are compared: a share of them, and at least one in {@value #LONGEST_SECONDS} s. Thread-safe. */
final class Sampling {
    static final int LONGEST_SECONDS = 2;

    private static final long LONGEST_NANOS = LONGEST_SECONDS * 1_000_000_000L;

    private final double share;
    private double due = 1;
    private long takenNanos;

    /** @param share above 0 to 1 */
    Sampling(double share) {
        this.share = share;
    }

    /** Whether this frame is one of them. */
    synchronized boolean takes(long nowNanos) {
        due += share;
        if (due < 1 && nowNanos - takenNanos < LONGEST_NANOS) {
            return false;
        }
        due = Math.max(0, due - 1);
        takenNanos = nowNanos;
        return true;
    }
}
