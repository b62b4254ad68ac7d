package dev.hawkeye.ingest.timing;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The time of a recording that is read as fast as it can be analysed: the start plus the presentation time, and nothing
 * else, so that every reading gives the same. It never runs backwards: where the source's times begin anew, as in
 * joined recordings, it goes on behind the join. It leaps only where the source may: a recorder that writes when
 * something moves leaves gaps of hours, and they are true.
 */
final class RecordedTimeline implements Timeline {
    private static final long JITTER_MICROS = 100_000;

    private final boolean startIsKnown;
    private final Steps steps;
    private Instant start;
    private long micros;

    /**
     * @param start capture time of the first picture, or null for the time of opening
     * @param longestGap between two pictures that can be true
     * @param fps of the source by its own account, 0 when unknown
     */
    RecordedTimeline(Instant start, Duration longestGap, double fps) {
        this.steps = new Steps(longestGap.toNanos() / 1000, JITTER_MICROS, fps);
        this.startIsKnown = start != null;
        // Whole milliseconds are all that a frame record keeps, and from which pin() can find the start again.
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
