package dev.hawkeye.console.api;

import java.util.List;

/**
 * How the whole site is doing.
 *
 * @param started when this console started; totals are counted from then
 * @param model of the newest detection; null when there was none
 * @param fates by camera
 * @param steps over the last minute, all cameras
 * @param overload null while all frames that should be analyzed are
 */
public record HealthView(
        long now,
        long started,
        ModelView model,
        List<CameraFates> fates,
        Lag lag,
        List<Step> steps,
        Bytes bytes,
        Rate fps,
        OverloadView overload) {

    /**
     * @param name file name
     * @param precision INT8, FP32 or another; null when this process does not have the file
     */
    public record ModelView(String name, String sha256, String precision) {}

    public record CameraFates(String camera, long detected, long unchanged, long shed, long failed) {}

    /**
     * Records that a service has not processed yet.
     *
     * @param detector null when unknown
     * @param aggregator null when unknown
     */
    public record Lag(Long detector, Long aggregator) {}

    /** Milliseconds that a step of a frame's path takes. */
    public record Step(String step, double p50, double p99) {}

    /**
     * @param produced what the cameras delivered for the frames
     * @param frames JPEGs that went into Kafka
     * @param uploaded records that leave the site
     * @param savedPercent share of {@code produced} that stayed at the site; null when nothing was produced
     */
    public record Bytes(long produced, long frames, long uploaded, Double savedPercent) {}

    /**
     * @param analysed frames per second, all cameras
     * @param unchanged frames per second that were not analyzed since nothing had changed, likewise
     * @param cameras that are streaming
     */
    public record Rate(double analysed, double unchanged, int cameras) {}
}
