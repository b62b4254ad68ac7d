package dev.hawkeye.console.access;

import dev.hawkeye.console.http.ApiException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Limits wrong tokens, for all clients together: {@value #AT_ONCE} at once, and then one every 3 s. A client that
 * guesses faster does not even learn whether its guess was right. Thread-safe.
 */
public final class Attempts {
    public static final int AT_ONCE = 20;
    private static final long REFILL_NANOS = Duration.ofSeconds(3).toNanos();

    private final LongSupplier nanoClock;
    private int left = AT_ONCE;
    private long refilled;

    /** @param nanoClock a clock such as {@link System#nanoTime()} */
    public Attempts(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.refilled = nanoClock.getAsLong();
    }

    /** @throws ApiException 429 when too many tokens were wrong */
    synchronized void checkAllowed() {
        long more = (nanoClock.getAsLong() - refilled) / REFILL_NANOS;
        refilled += more * REFILL_NANOS;
        left = (int) Math.min(AT_ONCE, left + more);
        if (left == 0) {
            throw new ApiException(429, "too many wrong tokens: wait a few seconds");
        }
    }

    synchronized void wrong() {
        left = Math.max(0, left - 1);
    }
}
