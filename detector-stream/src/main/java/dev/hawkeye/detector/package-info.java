/**
 * Frames to detections: {@link dev.hawkeye.detector.DetectorService} is the way in. Holds the configuration and
 * wires the packages below; none of them knows it.
 */
package dev.hawkeye.detector;
