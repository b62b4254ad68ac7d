package dev.hawkeye.detector.lanes;

import dev.hawkeye.vision.detection.DetectionLimits;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What the lanes need of the configuration, whatever their model.
 *
 * @param lanes inferences that run at the same time, at least 1
 * @param batch maximum frames of one inference, at least 1
 * @param limits of the detections, asked before each inference; any thread may ask
 * @param timeout of an inference
 * @param inFlightBytes maximum bytes of JPEG that wait for a lane or are on one
 */
public record LaneSettings(
        int lanes, int batch, Supplier<DetectionLimits> limits, Duration timeout, long inFlightBytes) {}
