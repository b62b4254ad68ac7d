package dev.hawkeye.ingest.timing;

import java.time.Instant;

/**
 * The time of an endless source that delivers picture by picture: each was captured when it arrived. Camera clocks are
 * rarely set, so their times are used only for the distance between pictures.
 */
final class ArrivalTimeline implements Timeline {
    private long micros;
    private Instant arrived;

    @Override
    public void advance(long claimedMicros, Instant arrival) {
        micros = claimedMicros;
        arrived = arrival;
    }

    @Override
    public long micros() {
        return micros;
    }

    @Override
    public Instant captured() {
        return arrived;
    }
}
