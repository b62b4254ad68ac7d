package dev.hawkeye.streams;

import java.util.concurrent.TimeUnit;

/**
 * The smallest size of a record that a topic is believed to refuse. Believed for 10 minutes; then any record is sent
 * again, and if one is refused, for twice as long as before, up to a day. So a wrong size heals by itself, and a right
 * one costs a stream thread less and less often.
 *
 * <p>A refusal of a record does not say what is true of smaller ones. Those above the old size are refused again, like
 * it, unless one was sent meanwhile; if its topic refuses that as well, that is noted next. Thread-safe.
 */
final class RefusedSize {
    private static final long FIRST_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final long LONGEST_NANOS = TimeUnit.DAYS.toNanos(1);
    private static final int NONE = Integer.MAX_VALUE;

    private int smallest = NONE;
    private int smallestTried = NONE; // of those that the size in doubt did not keep back
    private long pauseNanos = FIRST_NANOS / 2;
    private long doubtedNanos;

    synchronized boolean allows(int bytes, long nowNanos) {
        if (bytes < smallest) {
            return true;
        }
        if (!isDoubted(nowNanos)) {
            return false;
        }
        smallestTried = Math.min(smallestTried, bytes);
        return true;
    }

    /** @return for how long it is believed, ns */
    synchronized long refuse(int bytes, long nowNanos) {
        if (smallest == NONE || isDoubted(nowNanos)) {
            pauseNanos = Math.min(2 * pauseNanos, LONGEST_NANOS);
        }
        smallest = smallestTried < bytes ? bytes : Math.min(smallest, bytes);
        smallestTried = NONE;
        doubtedNanos = nowNanos + pauseNanos;
        return pauseNanos;
    }

    private boolean isDoubted(long nowNanos) {
        return nowNanos - doubtedNanos >= 0;
    }
}
