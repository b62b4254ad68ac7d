/**
 * Examines sources without Kafka: metadata of videos, sample pictures, and the cost of cameras. For commands and tools.
 */
package dev.hawkeye.ingest.probe;
