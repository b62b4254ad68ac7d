package dev.hawkeye.ingest.timing;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.source.FrameSource;
import java.time.Duration;
import java.time.Instant;

/** What time the pictures of one opening are from. Used by one thread. */
public interface Timeline {

    /**
     * Goes on to the next picture.
     *
     * @param micros presentation time by the source's account, µs since its first picture
     * @param arrived when the source gave it
     */
    void advance(long micros, Instant arrived);

    /** Presentation time of the current picture, µs since the first, for the choice of pictures. */
    long micros();

    /** Capture time of the current picture. */
    Instant captured();

    /** What the source said of the capture time, when {@link #captured()} is a correction of it; null otherwise. */
    default Instant claimed() {
        return null;
    }

    /** How long the current picture is still in the future of a source that is played in real time. */
    default Duration ahead() {
        return Duration.ZERO;
    }

    /** The current picture is known to have been captured then, and the others are to follow from that. */
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
