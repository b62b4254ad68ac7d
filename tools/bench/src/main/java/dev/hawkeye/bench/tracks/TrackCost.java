package dev.hawkeye.bench.tracks;

import dev.hawkeye.tracking.Box;
import dev.hawkeye.tracking.Observation;
import dev.hawkeye.tracking.Tracker;
import dev.hawkeye.tracking.Tracks;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The time that the tracker takes for a frame of a crowd: people who walk back and forth across a picture at 10 frames
 * per second, in each other's way, with boxes that are off by 3 % and sometimes missing.
 */
final class TrackCost {
    private static final int FRAMES = 600;
    private static final int ROUNDS = 5;
    private static final int STEP_MILLIS = 100;
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 720;
    private static final double NANOS_PER_MILLI = 1e6;

    /** Measures CPU time, because other processes may be running. */
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

    private TrackCost() {}

    /**
     * Median CPU time of a frame, ms, after enough warm-up rounds.
     *
     * @param restored whether to restore the tracks from their state before each frame and save them after it, as the
     * aggregator does
     */
    static double millis(int objects, boolean restored) {
        double[] nanos = {};
        for (int round = 0; round < ROUNDS; round++) {
            nanos = run(walk(objects), restored);
        }
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / NANOS_PER_MILLI;
    }

    private static double[] run(List<List<Observation>> frames, boolean restored) {
        Tracker tracker = new Tracker();
        Tracks tracks = new Tracks();
        double[] nanos = new double[frames.size()];
        for (int i = 0; i < nanos.length; i++) {
            long start = THREAD.getCurrentThreadCpuTime();
            if (restored) {
                tracks = new Tracks(tracks.state());
            }
            tracker.update(tracks, (long) i * STEP_MILLIS, frames.get(i));
            nanos[i] = THREAD.getCurrentThreadCpuTime() - start;
        }
        return nanos;
    }

    private static List<List<Observation>> walk(int objects) {
        Random random = new Random(objects);
        double[] x = random.doubles(objects, 0, WIDTH).toArray();
        double[] bottom = random.doubles(objects, HEIGHT / 4, HEIGHT).toArray();
        double[] speed = random.doubles(objects, -0.1, 0.1).toArray();
        List<List<Observation>> frames = new ArrayList<>();
        for (int frame = 0; frame < FRAMES; frame++) {
            List<Observation> found = new ArrayList<>();
            for (int i = 0; i < objects; i++) {
                double height = bottom[i] / 4;
                x[i] += speed[i] * height;
                if (x[i] < 0 || x[i] > WIDTH) {
                    speed[i] = -speed[i];
                }
                if (random.nextDouble() > 0.05) {
                    double left = x[i] + 0.03 * height * random.nextGaussian();
                    double low = bottom[i] + 0.03 * height * random.nextGaussian();
                    Box box = new Box(left, low - height, left + height / 2.5, low);
                    found.add(new Observation(box, (float) (0.3 + 0.7 * random.nextDouble()), "person"));
                }
            }
            frames.add(found);
        }
        return frames;
    }
}
