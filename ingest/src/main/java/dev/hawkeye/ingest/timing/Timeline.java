package dev.hawkeye.ingest.timing;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.source.FrameSource;
import java.time.Duration;
import java.time.Instant;

/** When the pictures of one opening were captured. Not thread-safe. */
public interface Timeline {

    /**
     * Advances to the next picture.
     *
     * @param micros presentation time as the source states, µs since its first picture
     * @param arrived when the source delivered it
     */
    void advance(long micros, Instant arrived);

    /** Presentation time of the current picture, µs since the first, for sampling. */
    long micros();

    /** Capture time of the current picture. */
    Instant captured();

    /** The capture time that the source stated, when {@link #captured()} corrects it; null otherwise. */
    default Instant claimed() {
        return null;
    }

    /** How far in the future the current picture of a source that is played in real time still is. */
    default Duration ahead() {
        return Duration.ZERO;
    }

    /** The current picture is known to have been captured then; the other times follow from that. */
    default void pin(Instant captured) {}

    /** @return for a source that has just been opened */
    static Timeline of(CameraConfig camera, FrameSource source, Duration tolerance) {
        if (!source.hasEnd()) {
            return new ArrivalTimeline();
        }
        return camera.mode() == CameraConfig.Mode.LIVE
                ? new PlayedTimeline(camera.start(), tolerance, source.fps(), System::nanoTime)
                : new RecordedTimeline(camera.start(), source.longestGap(), source.fps());
    }
}
