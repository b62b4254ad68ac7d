package dev.hawkeye.vision.detection;

import dev.hawkeye.vision.picture.JpegHeader;

/**
 * What counts as a detection, and which pictures are accepted.
 *
 * @param confidence a box needs a higher score than this, 0 to 1
 * @param iou when two boxes of one class overlap by more than this (intersection over union, 0 to 1), the weaker one is
 *     dropped
 * @param maxDetections maximum boxes per picture; the most confident ones are kept
 * @param multiLabel true: a box whose score is high enough in several classes counts in each of them, as in
 *     Ultralytics' validation; false: only in its best one, as in Ultralytics' predict mode
 * @param maxPixels maximum picture size, width × height; a larger one fails before it is decoded
 */
public record DetectionLimits(float confidence, float iou, int maxDetections, boolean multiLabel, long maxPixels) {
    /** The limits of Ultralytics' predict mode for YOLOv8, and pictures of at most 50 megapixels. */
    public static final DetectionLimits DEFAULTS = new DetectionLimits(0.25f, 0.7f, 300, false, JpegHeader.MAX_PIXELS);

    public DetectionLimits {
        require(confidence >= 0 && confidence <= 1, "confidence must be between 0 and 1", confidence);
        require(iou >= 0 && iou <= 1, "iou must be between 0 and 1", iou);
        require(maxDetections > 0, "max-detections must be at least 1", maxDetections);
        require(maxPixels > 0, "max-pixels must be at least 1", maxPixels);
    }

    private static void require(boolean holds, String rule, Number got) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ", got: " + got);
        }
    }
}
