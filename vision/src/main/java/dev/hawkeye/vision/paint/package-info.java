/**
 * Pictures of detections for people: boxes with labels, colors of classes, and the crop of an event. Depends on boxes
 * and pictures, not on models.
 */
package dev.hawkeye.vision.paint;
