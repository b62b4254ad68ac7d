package dev.hawkeye.console.api;

import java.util.List;

/**
 * The detections in a picture that a client sent.
 *
 * @param model file name of the model
 */
public record TryItView(
        int width,
        int height,
        String model,
        List<DetectedObjectView> objects,
        String report,
        double decodeMillis,
        double inferenceMillis) {}
