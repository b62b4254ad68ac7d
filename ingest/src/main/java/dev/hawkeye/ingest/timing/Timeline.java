package dev.hawkeye.ingest.timing;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.source.FrameSource;
import java.time.Duration;
import java.time.Instant;

/** The capture times of the pictures of one opening. Not thread-safe. */
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

    /** For a source played in real time, files and HLS: how far in the future the current picture is, negative if late. */
    default Duration ahead() {
        return Duration.ZERO;
    }

    /** Sets the capture time of the current picture, from which the others are derived. */
    default void pin(Instant captured) {}

    /** @return a timeline for a source that has just been opened */
    static Timeline of(CameraConfig camera, FrameSource source, Duration tolerance) {
        if (!source.hasEnd()) {
            return source.clump().compareTo(PacedTimeline.BURST) < 0
                    ? new ArrivalTimeline()
                    : new PacedTimeline(tolerance, source.fps(), Instant::now, System::nanoTime);
        }
        return camera.mode() == CameraConfig.Mode.LIVE
                ? new PlayedTimeline(camera.start(), tolerance, source.fps(), System::nanoTime)
                : new RecordedTimeline(camera.start(), source.longestGap(), source.fps());
    }
}
