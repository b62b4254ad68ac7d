/**
 * Detections as the API shows them, and detection for pictures that visitors drop on the page. Knows the detector's
 * model, but neither topics nor routes.
 */
package dev.hawkeye.console.detection;
