/**
 * Pictures of detections for people: boxes with labels, colors of classes, and the crop of an event. Knows boxes and
 * pictures, no models.
 */
package dev.hawkeye.vision.paint;
