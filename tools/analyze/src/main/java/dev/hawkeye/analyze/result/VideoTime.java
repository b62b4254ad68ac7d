package dev.hawkeye.analyze.result;

import java.time.Duration;
import java.time.Instant;

/**
 * Converts capture times to times in a video.
 *
 * @param file the video
 * @param start capture time of its first picture
 */
public record VideoTime(String file, Instant start) {
    /** Seconds into the video. */
    double secondsOf(Instant time) {
        return seconds(start, time);
    }

    static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
