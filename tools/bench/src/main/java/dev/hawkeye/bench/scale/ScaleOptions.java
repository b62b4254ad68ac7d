package dev.hawkeye.bench.scale;

import java.time.Duration;

/**
 * What {@code bench scale} measures with.
 *
 * @param cameras that send frames
 * @param partitions of the topics
 * @param cost of each frame on its lane
 * @param instances of the detector, at most
 * @param window in which detections are counted
 * @param rounds of all of it
 */
record ScaleOptions(int cameras, int partitions, Duration cost, int instances, Duration window, int rounds) {
    /** Detections per second of one detector, if nothing but the stand-in inference took time. */
    double ideal() {
        return 1e3 / cost.toMillis();
    }
}
