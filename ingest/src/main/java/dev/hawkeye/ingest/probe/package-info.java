/**
 * Looks at sources without Kafka: what a video says about itself, pictures out of it, and what a camera costs.
 * For commands and tools.
 */
package dev.hawkeye.ingest.probe;
