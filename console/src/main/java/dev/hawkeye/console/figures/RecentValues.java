package dev.hawkeye.console.figures;

import java.time.Duration;
import java.util.Arrays;

/**
 * The values of the last minute, at most the newest {@code capacity} of them, and their percentiles. Takes 16 bytes per
 * value, and grows only as it fills. Not thread-safe.
 */
public final class RecentValues {
    private static final long KEPT_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int FIRST_CAPACITY = 16;

    private final int capacity;
    private long[] values = new long[FIRST_CAPACITY];
    private long[] times = new long[FIRST_CAPACITY];
    private int next;
    private int size;

    /** Two percentiles by nearest rank: each is one of the values. */
    public record Percentiles(long p50, long p99) {}

    /** @param capacity maximum number of values, at least 16 */
    public RecentValues(int capacity) {
        this.capacity = capacity;
    }

    /** @param now nanoseconds of {@link System#nanoTime()}, never decreasing */
    public void add(long value, long now) {
        if (size == values.length && size < capacity) {
            grow();
        }
        values[next] = value;
        times[next] = now;
        next = (next + 1) % values.length;
        size = Math.min(size + 1, values.length);
    }

    /** The ring is full, so the oldest value is the next to be overwritten. */
    private void grow() {
        int larger = Math.min(2 * size, capacity);
        long[] moreValues = new long[larger];
        long[] moreTimes = new long[larger];
        for (int i = 0; i < size; i++) {
            moreValues[i] = values[(next + i) % size];
            moreTimes[i] = times[(next + i) % size];
        }
        next = size;
        values = moreValues;
        times = moreTimes;
    }

    /** @return null when there were no values in the last minute */
    public Percentiles percentiles(long now) {
        long[] recent = new long[size];
        int count = 0;
        for (int i = 0; i < size; i++) {
            if (now - times[i] <= KEPT_NANOS) {
                recent[count++] = values[i];
            }
        }
        if (count == 0) {
            return null;
        }
        Arrays.sort(recent, 0, count);
        return new Percentiles(recent[rank(count, 50)], recent[rank(count, 99)]);
    }

    private static int rank(int count, int percent) {
        return (count * percent + 99) / 100 - 1;
    }
}
