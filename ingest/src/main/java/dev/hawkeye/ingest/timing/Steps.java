package dev.hawkeye.ingest.timing;

/**
 * The time from each picture of a recording to the next. Where the source's times step back, as in concatenated
 * recordings, or jump, the last plausible step replaces the stated one. Not thread-safe.
 */
final class Steps {
    private static final long FIRST_STEP_MICROS = 40_000;
    private static final int PERIODS = 2; // a recording with a picture every minute has steps of a minute

    private final long longestMicros;
    private final long jitterMicros;
    private long claimedMicros;
    private long usual;

    /**
     * @param longestMicros a longer step is a jump, unless the source's rate explains it
     * @param jitterMicros a step back by at most this is not a restart: the pictures share one time until the source's
     *     times catch up
     * @param fps as the source states, 0 when unknown
     */
    Steps(long longestMicros, long jitterMicros, double fps) {
        this.longestMicros = Math.max(longestMicros, fps > 0 ? Math.round(PERIODS * 1e6 / fps) : 0);
        this.jitterMicros = jitterMicros;
        this.usual = fps > 0 ? Math.round(1e6 / fps) : FIRST_STEP_MICROS;
    }

    /**
     * Advances to the next picture.
     *
     * @param claimed presentation time as the source states, µs since its first picture
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
