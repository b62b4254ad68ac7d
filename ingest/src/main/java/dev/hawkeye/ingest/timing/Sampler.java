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
        return bounded
                ? new LivePace(EvenPace.ofJitter(camera.fps()), camera.fps(), source.clump(), System::nanoTime)
                : sampler;
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
     *
     * <p>The times of a live source jitter. With a source at the wanted rate, every fourth picture would be missing: one
     * that is a little too early for its point is left out, and the next one takes its place. So for a live source, a
     * picture is due if it is nearer to the point than the next one will be, and every picture is due while the source
     * is hardly faster than wanted; {@link LivePace} bounds their number.
     */
    final class EvenPace implements Sampler {
        private static final long ROUNDING_MICROS = 1000; // many containers round their times to ms
        private static final long JUMP_MICROS = 10_000_000;

        private static final double ADAPTATION = 0.125; // of the usual step to the last one
        private static final double HARDLY_FASTER = 0.9; // periods from picture to picture
        private static final int LONGEST_PERIODS = 2; // a longer step is a hiccup

        private final double period;
        private final boolean jitters;
        private double due;
        private long previous;
        private double usual; // from picture to picture, µs

        EvenPace(double fps) {
            this(fps, false);
        }

        private EvenPace(double fps, boolean jitters) {
            this.period = 1e6 / fps;
            this.jitters = jitters;
        }

        /** For a source whose times jitter. */
        static EvenPace ofJitter(double fps) {
            return new EvenPace(fps, true);
        }

        @Override
        public boolean isDue(long index, long micros) {
            long step = micros - previous;
            if (step < -ROUNDING_MICROS || step > period + JUMP_MICROS) {
                due = micros;
            } else if (jitters) {
                double plausible = Math.max(0, Math.min((double) step, LONGEST_PERIODS * period));
                usual = usual == 0 ? plausible : usual + ADAPTATION * (plausible - usual);
            }
            previous = micros;
            if (usual >= HARDLY_FASTER * period) {
                due = micros + period;
                return true;
            }
            double early = Math.max(ROUNDING_MICROS, usual / 2);
            if (micros + early < due) {
                return false;
            }
            double behind = Math.floor((micros + early - due) / period);
            due += (behind + 1) * period;
            return true;
        }
    }
}
