package dev.hawkeye.app.size;

import dev.hawkeye.metrics.load.Relief;

/**
 * What this machine can do with one model, and so how many cameras fit. What Kafka and the aggregator take beside it is
 * left to what is not planned for. Immutable.
 *
 * @param cores of the machine
 * @param lanes inferences at the same time
 * @param analysed frames per second that all lanes together turn from JPEGs into objects
 * @param encodeMillis of one core, to make a JPEG of a picture
 * @param decodeMillis of one core, for each picture of a camera, analysed or not
 * @param sourceFps pictures per second that a camera gives
 */
record Capacity(int cores, int lanes, double analysed, double encodeMillis, double decodeMillis, double sourceFps) {
    private static final double MILLIS = 1_000;

    /** Seconds of one core that a frame costs from the decoded picture to its objects. */
    private double secondsOfAFrame() {
        return Math.min(lanes, cores) / analysed + encodeMillis / MILLIS;
    }

    /** Seconds of one core in each second for what a camera sends, whether it is analysed or not. */
    private double decoding() {
        return sourceFps * decodeMillis / MILLIS;
    }

    /** Whether the video of cameras is decoded here too. */
    boolean decodes() {
        return decoding() > 0;
    }

    /** Frames per second that this machine analyses, the decoding of video left aside. */
    double framesPerSecond() {
        return Math.min(cores / secondsOfAFrame(), analysed);
    }

    /** Frames per second of cameras with this rate that this machine analyses, with the decoding of their video. */
    double framesPerSecond(double fps) {
        return Math.min(cores / (secondsOfAFrame() + decoding() / fps), analysed);
    }

    /** Most cameras that fit at this rate. */
    long mostCameras(double fps) {
        return (long) Math.floor(Relief.LOAD * framesPerSecond(fps) / fps);
    }

    /** Highest rate at which so many cameras fit; 0 or less when there is none. */
    double mostFps(int cameras) {
        double machine = (Relief.LOAD * cores / cameras - decoding()) / secondsOfAFrame();
        return Math.min(machine, Relief.LOAD * analysed / cameras);
    }

    boolean fits(int cameras, double fps) {
        return cameras * fps <= Relief.LOAD * framesPerSecond(fps);
    }
}
