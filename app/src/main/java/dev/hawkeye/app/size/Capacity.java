package dev.hawkeye.app.size;

import dev.hawkeye.metrics.load.Relief;

/**
 * The capacity of this machine with one model, and so the number of cameras that fit. The reserve covers Kafka and the
 * aggregator. Immutable.
 *
 * @param cores number of cores of the machine
 * @param lanes parallel inferences
 * @param analysed frames per second that all lanes together analyze, from JPEG to objects
 * @param encodeMillis CPU time to encode a picture as JPEG, ms
 * @param decodeMillis CPU time to decode a picture of a camera, analyzed or not, ms
 * @param sourceFps pictures per second that a camera sends
 */
record Capacity(int cores, int lanes, double analysed, double encodeMillis, double decodeMillis, double sourceFps) {
    private static final double MILLIS = 1_000;

    /** CPU time of a frame from the decoded picture to its objects, seconds. */
    private double secondsOfAFrame() {
        return Math.min(lanes, cores) / analysed + encodeMillis / MILLIS;
    }

    /** CPU time per second to decode what a camera sends, analyzed or not, seconds. */
    private double decoding() {
        return sourceFps * decodeMillis / MILLIS;
    }

    /** Whether this machine also decodes the video of cameras. */
    boolean decodes() {
        return decoding() > 0;
    }

    /** Frames per second that this machine analyzes, without decoding video. */
    double framesPerSecond() {
        return Math.min(cores / secondsOfAFrame(), analysed);
    }

    /** Frames per second of cameras with this rate that this machine analyzes, including decoding their video. */
    double framesPerSecond(double fps) {
        return Math.min(cores / (secondsOfAFrame() + decoding() / fps), analysed);
    }

    /** Maximum number of cameras at this rate. */
    long mostCameras(double fps) {
        return (long) Math.floor(Relief.LOAD * framesPerSecond(fps) / fps);
    }

    /** Maximum rate at which this many cameras fit; 0 or less if they do not fit at any. */
    double mostFps(int cameras) {
        double machine = (Relief.LOAD * cores / cameras - decoding()) / secondsOfAFrame();
        return Math.min(machine, Relief.LOAD * analysed / cameras);
    }

    boolean fits(int cameras, double fps) {
        return cameras * fps <= Relief.LOAD * framesPerSecond(fps);
    }
}
