package dev.hawkeye.ingest.reading;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * Pauses between the tries of one camera: each twice the one before, up to the longest, and each moved at random by up
 * to 20 % either way, so that cameras that failed together do not come back together. Used by one thread.
 */
final class Backoff {
    private static final double JITTER = 0.2;

    private final Duration first;
    private final Duration longest;
    private final DoubleSupplier random;
    private Duration next;

    Backoff(Duration first, Duration longest) {
        this(first, longest, () -> ThreadLocalRandom.current().nextDouble());
    }

    /** @param random gives numbers from 0 to below 1 */
    Backoff(Duration first, Duration longest, DoubleSupplier random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        this.next = first;
    }

    /** The pause before the next try. */
    Duration pause() {
        double factor = 1 + JITTER * (2 * random.getAsDouble() - 1);
        Duration pause = Duration.ofNanos(Math.round(next.toNanos() * factor));
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        return pause;
    }

    /** Begins with the first pause again: the camera has proved to work. */
    void reset() {
        next = first;
    }
}
