package dev.hawkeye.detector.lanes;

import dev.hawkeye.vision.detection.DetectionLimits;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The configuration of the lanes, independent of their model.
 *
 * @param lanes inferences that run at the same time, at least 1
 * @param batch maximum frames per inference, at least 1
 * @param limits of the detections, read before each inference; must be thread-safe
 * @param timeout of an inference
 * @param inFlightBytes maximum JPEG bytes that wait for a lane or are on one
 */
public record LaneSettings(
        int lanes, int batch, Supplier<DetectionLimits> limits, Duration timeout, long inFlightBytes) {}
