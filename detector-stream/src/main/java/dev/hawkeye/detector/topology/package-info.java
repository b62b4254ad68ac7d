/**
 * The Kafka Streams side: records in, detections and dead letters out, in order, and no commit past a frame in
 * flight. Uses the lanes and does not know how they choose.
 */
package dev.hawkeye.detector.topology;
