package dev.hawkeye.app.size;

import dev.hawkeye.metrics.load.Relief;

/**
 * What this machine can do with one model, and so how many cameras fit. The reserve covers what Kafka and the
 * aggregator take. Immutable.
 *
 * @param cores of the machine
 * @param lanes inferences in parallel
 * @param analysed frames per second that all lanes together turn from JPEGs into objects
 * @param encodeMillis of one core, to encode a picture as JPEG
 * @param decodeMillis of one core, for each picture of a camera, analyzed or not
 * @param sourceFps pictures per second that a camera sends
 */
record Capacity(int cores, int lanes, double analysed, double encodeMillis, double decodeMillis, double sourceFps) {
    private static final double MILLIS = 1_000;

    /** Seconds of one core that a frame costs from the decoded picture to its objects. */
    private double secondsOfAFrame() {
        return Math.min(lanes, cores) / analysed + encodeMillis / MILLIS;
    }

    /** Seconds of one core per second for what a camera sends, analyzed or not. */
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

    /** Frames per second that this machine analyzes of cameras with this rate, including the decoding of their video. */
    double framesPerSecond(double fps) {
        return Math.min(cores / (secondsOfAFrame() + decoding() / fps), analysed);
    }

    /** Maximum number of cameras at this rate. */
    long mostCameras(double fps) {
        return (long) Math.floor(Relief.LOAD * framesPerSecond(fps) / fps);
    }

    /** Maximum rate at which this many cameras fit; 0 or less if there is none. */
    double mostFps(int cameras) {
        double machine = (Relief.LOAD * cores / cameras - decoding()) / secondsOfAFrame();
        return Math.min(machine, Relief.LOAD * analysed / cameras);
    }

    boolean fits(int cameras, double fps) {
        return cameras * fps <= Relief.LOAD * framesPerSecond(fps);
    }
}
