package dev.hawkeye.aggregator.input;

import dev.hawkeye.schemas.RegistryPatience;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How long the stream threads have stood still while waiting for something other than detections: the registry, or a
 * frame. Records that queue up behind such a wait have not arrived yet, but that does not make their cameras silent, so
 * the clock that detects silent cameras excludes this time. A call of less than a second is work, not a wait. Waits of
 * several threads add up, which makes that clock slower, never faster.
 *
 * <p>All processors of a topology share one; thread-safe.
 */
public final class Standstill {
    private static final long MIN_WAIT_NANOS = 1_000_000_000;

    private final RegistryPatience patience;
    private final LongSupplier nanoTime;
    private final AtomicLong nanos = new AtomicLong();

    public Standstill(RegistryPatience patience, LongSupplier nanoTime) {
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /** Calls {@code work}, which may wait; retries while the registry is unavailable. */
    public <T> T call(Supplier<T> work) {
        long begin = nanoTime.getAsLong();
        try {
            return patience.call(work);
        } finally {
            long took = nanoTime.getAsLong() - begin;
            if (took >= MIN_WAIT_NANOS) {
                nanos.addAndGet(took);
            }
        }
    }

    /** @return {@code wallMillis} minus the total standstill so far */
    long clock(long wallMillis) {
        return wallMillis - nanos.get() / 1_000_000;
    }
}
