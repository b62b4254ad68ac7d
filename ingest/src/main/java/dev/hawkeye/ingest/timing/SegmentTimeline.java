package dev.hawkeye.ingest.timing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * The time of an endless source that delivers several seconds at once, as HLS does with its segments. If such pictures
 * were captured when they arrived, objects would race through a segment and then stand still until the next one. So the
 * source is played at its own pace, as a player does: each picture is captured as long after the one before it as the
 * source states, and waits until then. A picture that arrives later than that is captured when it arrives, and those
 * behind it follow, so what is buffered grows only as far as needed.
 *
 * <p>The machine's clock is the reference, as for other cameras. If it is set back, time continues from the arrival
 * instead of waiting for the clock.
 */
final class SegmentTimeline implements Timeline {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Steps steps;
    private final InstantSource clock;
    private long micros;
    private Instant captured;

    /**
     * @param longestGap longest plausible gap between two pictures
     * @param fps as the source states, 0 when unknown
     */
    SegmentTimeline(Duration longestGap, double fps, InstantSource clock) {
        this.steps = new Steps(longestGap.toNanos() / 1000, 0, fps);
        this.clock = clock;
    }

    @Override
    public void advance(long claimedMicros, Instant arrived) {
        long step = steps.next(claimedMicros);
        micros += step;
        Instant next = captured == null ? arrived : captured.plus(step, ChronoUnit.MICROS);
        boolean plausible = !next.isBefore(arrived) && !next.isAfter(arrived.plus(LONGEST_WAIT));
        captured = plausible ? next : arrived;
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
        return Duration.between(clock.instant(), captured);
    }
}
