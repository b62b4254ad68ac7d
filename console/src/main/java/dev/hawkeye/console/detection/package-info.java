/**
 * Detections as the API shows them, and detection itself for pictures that visitors drop on the page. Knows the
 * detector's model, but neither topics nor routes.
 */
package dev.hawkeye.console.detection;
