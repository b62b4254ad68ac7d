/**
 * From JPEGs to detections: {@link dev.hawkeye.vision.Model} loads and checks a YOLOv8 export, and its
 * {@link dev.hawkeye.vision.Lane}s run it. Stands on the packages below it, and knows nothing of Kafka.
 */
package dev.hawkeye.vision;
