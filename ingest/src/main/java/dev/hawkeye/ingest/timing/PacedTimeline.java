package dev.hawkeye.ingest.timing;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The time of an endless source that delivers its pictures in bursts, as HLS does segment by segment. If each picture had
 * been captured when it arrived, six seconds would pass in the time that it takes to decode them, and nothing would
 * happen for the next six: no object could be tracked, and no visit measured. So the pictures are played at the pace of
 * their presentation times, and a picture was captured when it is played. If a burst comes late, the pictures continue
 * from the clock, and there is more time for the bursts after it. A step back, or forward by more than the tolerance, is
 * replaced by the last plausible step.
 *
 * <p>When a source is opened, it may have several older bursts. They are skimmed, by the clock, as long as that brings
 * newer pictures faster than they are taken: if they were played, everything after them would be as late as they are long.
 */
final class PacedTimeline implements Timeline {
    /** A source that may deliver this much at once does so by design; less is a hiccup of the network. */
    static final Duration BURST = Duration.ofSeconds(1);

    /** A picture that is later than this has not been there yet. */
    private static final long LATE_MICROS = 100_000;

    /** Longer than it takes to fetch one of the older bursts. */
    private static final long SKIM_MICROS = 700_000;

    private final Steps steps;
    private final Supplier<Instant> clock;
    private final LongSupplier nanoTime;
    private final long openedNanos;
    private boolean skims = true;
    private long presented;
    private long gained = Long.MIN_VALUE;
    private long gainedAt;
    private long micros;
    private Instant captured;

    /**
     * @param tolerance longest plausible step
     * @param fps as the source states, 0 when unknown
     */
    PacedTimeline(Duration tolerance, double fps, Supplier<Instant> clock, LongSupplier nanoTime) {
        this.steps = new Steps(tolerance.toNanos() / 1000, 0, fps);
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.openedNanos = nanoTime.getAsLong();
        this.captured = clock.get();
    }

    @Override
    public void advance(long claimed, Instant arrived) {
        long step = steps.next(claimed);
        long elapsed = elapsed();
        presented += step;
        skims = skims && isGaining(elapsed);
        micros += step;
        if (skims || elapsed - micros > LATE_MICROS) {
            micros = elapsed;
        }
        captured = clock.get().plus(micros - elapsed, ChronoUnit.MICROS);
    }

    private boolean isGaining(long elapsed) {
        if (gained == Long.MIN_VALUE || presented - elapsed - gained >= LATE_MICROS) {
            gained = presented - elapsed;
            gainedAt = elapsed;
        }
        return elapsed - gainedAt <= SKIM_MICROS;
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
        return captured;
    }

    @Override
    public Duration ahead() {
        return Duration.of(micros - elapsed(), ChronoUnit.MICROS);
    }
}
