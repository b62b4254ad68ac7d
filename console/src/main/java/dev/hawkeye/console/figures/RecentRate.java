package dev.hawkeye.console.figures;

import java.time.Duration;

/** The rate of something per second over the last 10 s. Not thread-safe. */
public final class RecentRate {
    private static final int SECONDS = 10;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final long begin;
    private final int[] counts = new int[SECONDS + 1];
    private long second;

    /** @param now nanoseconds of {@link System#nanoTime()}; here and below, never decreasing */
    public RecentRate(long now) {
        this.begin = now;
    }

    public void add(long now) {
        moveTo(now);
        counts[slot(second)]++;
    }

    /** @return the rate over whole seconds; the current one counts only when there is no other */
    public double perSecond(long now) {
        moveTo(now);
        int sum = 0;
        for (int count : counts) {
            sum += count;
        }
        if (second == 0) {
            return sum;
        }
        return (double) (sum - counts[slot(second)]) / Math.min(second, SECONDS);
    }

    private void moveTo(long now) {
        long current = Math.max(second, (now - begin) / SECOND);
        for (long passed = Math.max(second + 1, current - SECONDS); passed <= current; passed++) {
            counts[slot(passed)] = 0;
        }
        second = current;
    }

    private static int slot(long second) {
        return (int) (second % (SECONDS + 1));
    }
}
