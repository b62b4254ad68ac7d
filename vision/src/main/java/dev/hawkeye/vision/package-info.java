/**
 * From pixels to detections: {@link dev.hawkeye.vision.Model} loads and checks a YOLOv8 export, its
 * {@link dev.hawkeye.vision.Lane}s turn JPEGs into boxes. Knows nothing of Kafka.
 */
package dev.hawkeye.vision;
