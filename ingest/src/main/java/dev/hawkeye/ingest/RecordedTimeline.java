package dev.hawkeye.ingest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The time of a recording that is read as fast as it can be analysed: the start plus the presentation time, and nothing
 * else, so that every reading gives the same.
 */
final class RecordedTimeline implements Timeline {
    private final boolean startIsKnown;
    private Instant start;
    private long micros;

    /** @param start capture time of the first picture, or null for the time of opening */
    RecordedTimeline(Instant start) {
        this.startIsKnown = start != null;
        // Whole milliseconds are all that a frame record keeps, and from which pin() can find the start again.
        this.start = startIsKnown ? start : Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public void advance(long claimedMicros, Instant arrived) {
        micros = claimedMicros;
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
