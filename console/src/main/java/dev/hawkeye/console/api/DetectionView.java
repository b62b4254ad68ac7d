package dev.hawkeye.console.api;

import java.util.List;

/**
 * What became of one frame.
 *
 * @param fate DETECTED, SHED or FAILED
 * @param reason why the frame was SHED or FAILED; null when DETECTED
 * @param objects in descending order of confidence
 * @param report such as "3 cars, 1 person"
 * @param ageMillis from capture to detection
 * @param picture path of the frame's JPEG
 * @param model file name
 */
public record DetectionView(
        String camera,
        String stream,
        long sequence,
        long captureTime,
        int width,
        int height,
        boolean live,
        String fate,
        String reason,
        List<DetectedObjectView> objects,
        String report,
        long ageMillis,
        String picture,
        String model) {}
