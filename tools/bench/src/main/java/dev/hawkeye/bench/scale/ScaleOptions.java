package dev.hawkeye.bench.scale;

import java.time.Duration;

/**
 * The options of {@code bench scale}.
 *
 * @param cameras number of cameras that send frames
 * @param partitions number of partitions per topic
 * @param cost time of each frame on its lane
 * @param instances maximum number of detectors
 * @param window time in which detections are counted
 * @param rounds number of rounds
 */
record ScaleOptions(int cameras, int partitions, Duration cost, int instances, Duration window, int rounds) {
    /** Detections per second of one detector if only the stand-in inference took time. */
    double ideal() {
        return 1e3 / cost.toMillis();
    }
}
