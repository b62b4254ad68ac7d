/**
 * The Kafka Streams side: records in, detections and dead letters out, in order, and no commit past a frame in flight.
 * Uses the lanes, but does not depend on how they choose.
 */
package dev.hawkeye.detector.topology;
