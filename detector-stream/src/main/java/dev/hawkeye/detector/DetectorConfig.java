package dev.hawkeye.detector;

import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.schemas.ClockBounds;
import dev.hawkeye.settings.Check;
import dev.hawkeye.settings.DataSize;
import dev.hawkeye.vision.detection.DetectionLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Settings of the detector; keys as in hawkeye.yaml under {@code detector}. Immutable, validated on construction.
 *
 * @param applicationId Kafka Streams application id: the consumer group, and the prefix of transactional ids
 * @param model the ONNX file
 * @param modelPublicKey Ed25519 key by which published models must be signed: path of a PEM file or its text; empty for
 *     none
 * @param lanes inferences that run at the same time, each on one core; 0 for one per core of the machine
 * @param batch maximum frames per inference, 1 to 256
 * @param confidence minimum score of an object, 0 to 1
 * @param iou overlap above which the weaker of two boxes of a class is dropped, 0 to 1
 * @param maxDetections maximum objects per frame, 1 to 1000
 * @param multiLabel whether a box whose score is high enough in several classes counts in each, or only in its best
 * @param maxPixels a JPEG that claims more pixels than this fails before any memory is allocated for it
 * @param inFlight maximum frames of one partition between reading and forwarding, 1 to 10,000
 * @param inFlightBytes maximum JPEG bytes that wait for a lane or are on one, over all partitions
 * @param maxFrameAge a live frame older than this is shed instead of analyzed
 * @param laneTimeout an inference that takes longer has failed, and its lane is replaced
 * @param clockAhead a frame that claims to be captured more than this after the broker received it gets the broker's
 *     time; less than what the aggregator accepts
 * @param clockBehind a live frame that claims to be older than this when the broker receives it gets the broker's time
 * @param drift the reaction when the model no longer finds what its original finds
 * @param kafka native Kafka Streams, consumer and producer properties for the detector only
 * @param cameras what is detected for each camera, from the camera's keys
 */
public record DetectorConfig(
        String applicationId,
        Path model,
        String modelPublicKey,
        int lanes,
        int batch,
        float confidence,
        float iou,
        int maxDetections,
        boolean multiLabel,
        long maxPixels,
        int inFlight,
        DataSize inFlightBytes,
        Duration maxFrameAge,
        Duration laneTimeout,
        Duration clockAhead,
        Duration clockBehind,
        DriftConfig drift,
        Map<String, String> kafka,
        ByCamera<ClassChoice> cameras) {

    private static final int MAX_LANES = 1024;
    private static final int MAX_BATCH = 256;
    private static final int MAX_DETECTIONS = 1_000; // the aggregator refuses detections with more
    private static final int MAX_IN_FLIGHT = 10_000;

    public DetectorConfig {
        Check.that(!applicationId.isBlank(), "application-id", "must not be empty", applicationId);
        Check.that(lanes >= 0 && lanes <= MAX_LANES, "lanes", "must be 0 (one per core) to " + MAX_LANES, lanes);
        Check.range("batch", batch, 1, MAX_BATCH);
        Check.zeroToOne("confidence", confidence);
        Check.zeroToOne("iou", iou);
        Check.range("max-detections", maxDetections, 1, MAX_DETECTIONS);
        Check.atLeast("max-pixels", maxPixels, 1);
        Check.range("in-flight", inFlight, 1, MAX_IN_FLIGHT);
        Check.positive("in-flight-bytes", inFlightBytes);
        Check.positive("max-frame-age", maxFrameAge);
        Check.that(
                laneTimeout.compareTo(Duration.ofMillis(100)) >= 0,
                "lane-timeout",
                "must be at least 100 ms",
                laneTimeout);
        Check.that(
                !clockAhead.isNegative() && clockAhead.compareTo(ClockBounds.MAX_AHEAD) < 0,
                "clock-ahead",
                "must be 0 to less than " + ClockBounds.MAX_AHEAD.toMinutes() + " m",
                clockAhead);
        Check.that(
                clockBehind.compareTo(maxFrameAge) >= 0,
                "clock-behind",
                "must be at least max-frame-age (" + maxFrameAge + ")",
                clockBehind);
        Check.that(
                !drift.requantize() || drift.signs() || modelPublicKey.isBlank(),
                "drift.sign-with",
                "must be the private key of model-public-key, since drift.requantize publishes models",
                "'" + drift.signWith() + "'");
        kafka = Map.copyOf(kafka);
    }

    /** @return {@link #lanes()}, with 0 replaced by the cores of this machine */
    public int lanesOrCores() {
        return lanes == 0 ? Runtime.getRuntime().availableProcessors() : lanes;
    }

    /** @return which boxes a lane keeps, and the largest picture it accepts */
    public DetectionLimits limits() {
        return new DetectionLimits(confidence, iou, maxDetections, multiLabel, maxPixels);
    }

    /** Omits the values of native properties, since they may be secrets. */
    @Override
    public String toString() {
        return "DetectorConfig[applicationId=" + applicationId + ", model=" + model + ", lanes=" + lanes + ", batch="
                + batch + ", confidence=" + confidence + ", iou=" + iou + ", inFlight=" + inFlight + ", maxFrameAge="
                + maxFrameAge + ", kafka=" + kafka.keySet() + "]";
    }

    /** A copy with everything from {@code other} that can change at run time: thresholds and the choices of cameras. */
    public DetectorConfig changedTo(DetectorConfig other) {
        return new DetectorConfig(
                applicationId,
                model,
                modelPublicKey,
                lanes,
                batch,
                other.confidence,
                other.iou,
                other.maxDetections,
                other.multiLabel,
                maxPixels,
                inFlight,
                inFlightBytes,
                maxFrameAge,
                laneTimeout,
                clockAhead,
                clockBehind,
                drift,
                kafka,
                other.cameras);
    }
}
