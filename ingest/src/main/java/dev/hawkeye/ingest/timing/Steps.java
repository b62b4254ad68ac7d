package dev.hawkeye.ingest.timing;

/**
 * The distance from each picture of a recording to the one before. Where the source's times step back, as they do in
 * the middle of joined recordings, or leap, the last distance that could be true takes the place of what they say. Used
 * by one thread.
 */
final class Steps {
    private static final long FIRST_STEP_MICROS = 40_000;
    private static final int PERIODS = 2; // a recording with a picture every minute makes steps of a minute

    private final long longestMicros;
    private final long jitterMicros;
    private long claimedMicros;
    private long usual;

    /**
     * @param longestMicros a longer step is a leap, unless the source's rate explains it
     * @param jitterMicros a step back by no more is no new beginning: the pictures have one time until the source's
     *     times have caught up
     * @param fps of the source by its own account, 0 when unknown
     */
    Steps(long longestMicros, long jitterMicros, double fps) {
        this.longestMicros = Math.max(longestMicros, fps > 0 ? Math.round(PERIODS * 1e6 / fps) : 0);
        this.jitterMicros = jitterMicros;
        this.usual = fps > 0 ? Math.round(1e6 / fps) : FIRST_STEP_MICROS;
    }

    /**
     * Goes on to the next picture.
     *
     * @param claimed presentation time by the source's account, µs since its first picture
     * @return µs, 0 or more
     */
    long next(long claimed) {
        long step = claimed - claimedMicros;
        if (step < 0 && step >= -jitterMicros) {
            return 0;
        }
        claimedMicros = claimed;
        if (step < 0 || step > longestMicros) {
            return usual;
        }
        if (step > 0) {
            usual = step;
        }
        return step;
    }
}
