package dev.hawkeye.detector.topology;

import dev.hawkeye.schemas.Frame;
import java.time.Duration;
import java.time.Instant;

/**
 * Corrects implausible capture times, so that a camera with a wrong clock neither closes its windows an hour early nor
 * has all its frames shed. The reference is the time when the broker received the frame, which is the record's
 * timestamp if Hawkeye created the topic: so a frame that is read again gets the same time again. A topic that keeps
 * producers' timestamps has no such reference; then the detector's clock still tells what is in the future.
 *
 * <p>Immutable.
 *
 * @param ahead by how much a claimed capture time may be later than the broker received the frame, since clocks differ
 * @param behind how old a live frame may claim to be when the broker receives it; beyond that its clock is wrong,
 *     while an older frame of a lossless camera is a recording
 */
public record CaptureTimes(Duration ahead, Duration behind) {

    /**
     * Corrects the frame in place, and marks it.
     *
     * @param recordMillis when the broker received it, ms since the epoch
     * @param nowMillis wall-clock time, ms since the epoch
     */
    public void correct(Frame frame, long recordMillis, long nowMillis) {
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
