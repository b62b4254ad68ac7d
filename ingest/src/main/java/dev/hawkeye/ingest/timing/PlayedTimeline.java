package dev.hawkeye.ingest.timing;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * The time of a recording that is played in real time, like a camera: the start plus the presentation time, as long as
 * that is plausible. A step back, or forward by more than the tolerance, is replaced by the last plausible step. When
 * the pictures lag behind the machine's clock by more than the tolerance (the machine slept, or is too slow), they
 * continue from the clock. So time never runs backward, and no jump makes the reader wait an hour for a picture.
 */
final class PlayedTimeline implements Timeline {
    private final Instant start;
    private final long toleranceMicros;
    private final Steps steps;
    private final LongSupplier nanoTime;
    private final long openedNanos;
    private long claimedMicros;
    private long micros;

    /**
     * @param start capture time of the first picture, or null for the time of opening
     * @param fps as the source states, 0 when unknown
     */
    PlayedTimeline(Instant start, Duration tolerance, double fps, LongSupplier nanoTime) {
        this.start = start == null ? Instant.now() : start;
        this.toleranceMicros = tolerance.toNanos() / 1000;
        this.steps = new Steps(toleranceMicros, 0, fps);
        this.nanoTime = nanoTime;
        this.openedNanos = nanoTime.getAsLong();
    }

    @Override
    public void advance(long claimed, Instant arrived) {
        claimedMicros = claimed;
        micros += steps.next(claimed);
        if (elapsed() - micros > toleranceMicros) {
            micros = elapsed();
        }
    }

    private long elapsed() {
        return (nanoTime.getAsLong() - openedNanos) / 1000;
    }

    @Override
    public long micros() {
        return micros;
    }

    @Override
    public Instant captured() {
        return start.plus(micros, ChronoUnit.MICROS);
    }

    @Override
    public Instant claimed() {
        return micros == claimedMicros ? null : start.plus(claimedMicros, ChronoUnit.MICROS);
    }

    @Override
    public Duration ahead() {
        return Duration.of(micros - elapsed(), ChronoUnit.MICROS);
    }
}
