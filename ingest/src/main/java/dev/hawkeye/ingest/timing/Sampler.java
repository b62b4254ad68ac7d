package dev.hawkeye.ingest.timing;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.SourceKind;
import dev.hawkeye.ingest.source.FrameSource;

/** Picks the pictures of one stream to analyze. Called once per picture, in order, on the camera's thread. */
public interface Sampler {

    /**
     * @param index of the picture in its stream, from 0
     * @param micros presentation time, µs since the first picture
     */
    boolean isDue(long index, long micros);

    /** @return a new sampler, for one opening of a source */
    static Sampler of(CameraConfig camera, SourceKind kind, FrameSource source) {
        Sampler sampler = of(camera, kind);
        boolean bounded = sampler instanceof EvenPace && camera.mode() == CameraConfig.Mode.LIVE && !source.hasEnd();
        return bounded ? new LivePace(sampler, camera.fps(), source.clump(), System::nanoTime) : sampler;
    }

    /** @return a sampler that uses the pictures' own times */
    static Sampler of(CameraConfig camera, SourceKind kind) {
        if (camera.every() > 0) {
            return (index, micros) -> index % camera.every() == 0;
        }
        if (camera.fps() == 0 || kind == SourceKind.FOLDER) { // a folder's pictures already come at fps
            return (index, micros) -> true;
        }
        return new EvenPace(camera.fps());
    }

    /**
     * A picture is due when its presentation time reaches the next point of an even grid, so that exactly {@code fps}
     * are picked on average whatever the source's rate, and a gap in the source causes no burst. When the presentation
     * time jumps, as when a camera sets its clock, the grid restarts.
     */
    final class EvenPace implements Sampler {
        private static final long ROUNDING_MICROS = 1000; // many containers round their times to ms
        private static final long JUMP_MICROS = 10_000_000;

        private final double period;
        private double due;
        private long previous;

        EvenPace(double fps) {
            this.period = 1e6 / fps;
        }

        @Override
        public boolean isDue(long index, long micros) {
            if (micros < previous - ROUNDING_MICROS || micros > previous + period + JUMP_MICROS) {
                due = micros;
            }
            previous = micros;
            if (micros + ROUNDING_MICROS < due) {
                return false;
            }
            double behind = Math.floor((micros + ROUNDING_MICROS - due) / period);
            due += (behind + 1) * period;
            return true;
        }
    }
}
