/**
 * Turns frames into detections; {@link dev.hawkeye.detector.DetectorService} is the entry point. Contains the
 * configuration and wires the packages below, none of which depends on it.
 */
package dev.hawkeye.detector;
