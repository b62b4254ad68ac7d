package dev.hawkeye.ingest.timing;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The time of a recording that is read as fast as it can be analyzed: the start plus the presentation time, and nothing
 * else, so that every run yields the same times. It never runs backward: where the source's times restart, as in
 * concatenated recordings, it continues after the splice. It jumps only where the source plausibly does: a
 * motion-triggered recorder leaves real gaps of hours.
 */
final class RecordedTimeline implements Timeline {
    private static final long JITTER_MICROS = 100_000;

    private final boolean startIsKnown;
    private final Steps steps;
    private Instant start;
    private long micros;

    /**
     * @param start capture time of the first picture, or null for the time of opening
     * @param longestGap longest plausible gap between two pictures
     * @param fps as the source states, 0 when unknown
     */
    RecordedTimeline(Instant start, Duration longestGap, double fps) {
        this.steps = new Steps(longestGap.toNanos() / 1000, JITTER_MICROS, fps);
        this.startIsKnown = start != null;
        // A frame record has whole milliseconds only, so that pin() can recover the start.
        this.start = startIsKnown ? start : Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void advance(long claimedMicros, Instant arrived) {
        micros += steps.next(claimedMicros);
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
    public void pin(Instant captured) {
        if (!startIsKnown) {
            start = captured.minusMillis(Math.floorDiv(micros, 1000L));
        }
    }
}
