package dev.hawkeye.kafka;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/** Pauses between retries, each twice as long as the one before, up to a maximum. Not thread-safe. */
public final class Backoff {
    private static final double JITTER = 0.2;
    private static final double MIDDLE = 0.5;

    private final Duration first;
    private final Duration max;
    private final DoubleSupplier random;
    private Duration next;

    private Backoff(Duration first, Duration max, DoubleSupplier random) {
        this.first = first;
        this.max = max;
        this.random = random;
        this.next = first;
    }

    /** Pauses of exactly these lengths. */
    public static Backoff exact(Duration first, Duration max) {
        return new Backoff(first, max, () -> MIDDLE);
    }

    /**
     * Pauses that vary randomly by up to 20 % either way, so that clients that failed together do not all retry at
     * once.
     */
    public static Backoff jittered(Duration first, Duration max) {
        return jittered(first, max, () -> ThreadLocalRandom.current().nextDouble());
    }

    /** @param random returns numbers from 0 to below 1 */
    static Backoff jittered(Duration first, Duration max, DoubleSupplier random) {
        return new Backoff(first, max, random);
    }

    /** The pause before the next retry. */
    public Duration next() {
        double factor = 1 + JITTER * (2 * random.getAsDouble() - 1);
        Duration pause = Duration.ofNanos(Math.round(next.toNanos() * factor));
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(max) < 0 ? doubled : max;
        return pause;
    }

    /** Starts again with the first pause, after a success. */
    public void reset() {
        next = first;
    }
}
