package dev.hawkeye.detector.topology;

import dev.hawkeye.schemas.Frame;
import java.time.Duration;
import java.time.Instant;

/**
 * Corrects capture times that cannot be true, so that a camera with a wrong clock neither closes its windows an hour
 * early nor has all its frames shed. The measure is when the broker took the frame, which is the record's timestamp as
 * Hawkeye makes the topic: so a frame that is read again gets the same time again. A topic that keeps its producers'
 * timestamps gives no such measure; then the detector's clock still tells what lies in the future.
 *
 * <p>Immutable.
 *
 * @param ahead no picture was taken later than the broker took it, but clocks differ by this much
 * @param behind a live frame that claims to be older than this when the broker takes it has a wrong clock; an older
 *     frame of a lossless camera is a recording
 */
public record CaptureTimes(Duration ahead, Duration behind) {

    /** Corrects the frame in place, and marks it. */
    void correct(Frame frame, long recordMillis, long nowMillis) {
        long claimed = frame.getCaptureTime().toEpochMilli();
        long taken = recordMillis >= 0 && recordMillis <= nowMillis + ahead.toMillis() ? recordMillis : nowMillis;
        boolean late = claimed > taken + ahead.toMillis();
        boolean early = claimed < 0 || (frame.getLive() && claimed < taken - behind.toMillis());
        if (late || early) {
            if (frame.getClaimedTime() == null) {
                frame.setClaimedTime(frame.getCaptureTime());
            }
            frame.setCaptureTime(Instant.ofEpochMilli(taken));
        }
    }
}
