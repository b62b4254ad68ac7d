package dev.hawkeye.console.api;

import java.util.List;

/**
 * The health of the whole site.
 *
 * @param started start of this console, from which totals are counted
 * @param model the model of the newest detection; null before the first
 * @param fates the fates of frames by camera
 * @param steps step times over the last minute, all cameras
 * @param overload the overload; null while all frames that should be analyzed are
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

    /** The time that a step in the processing of a frame takes, milliseconds. */
    public record Step(String step, double p50, double p99) {}

    /**
     * @param produced bytes that the cameras delivered for the frames
     * @param frames JPEGs that went into Kafka
     * @param uploaded records that leave the site
     * @param savedPercent share of {@code produced} that stayed at the site; null when nothing was produced
     */
    public record Bytes(long produced, long frames, long uploaded, Double savedPercent) {}

    /**
     * @param analysed frames per second, all cameras
     * @param unchanged frames per second not analyzed because nothing had changed, likewise
     * @param cameras number of streaming cameras
     */
    public record Rate(double analysed, double unchanged, int cameras) {}
}
