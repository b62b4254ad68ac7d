/**
 * From JPEGs to detections: {@link dev.hawkeye.vision.Model} loads and checks a YOLOv8 export, and its
 * {@link dev.hawkeye.vision.Lane}s run it. Depends on the packages below it, but not on Kafka.
 */
package dev.hawkeye.vision;
