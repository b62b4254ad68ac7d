package dev.hawkeye.ingest.timing;

import java.time.Instant;

/**
 * The time of a source without an end: a picture is from the moment when it arrived. The clocks of cameras are seldom
 * set, so what they say is used for the distance between pictures at most.
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
