/**
 * Clips of events: which events get one, which time it covers, and how it ended. Connects the ring, the spool and
 * Kafka.
 */
package dev.hawkeye.ingest.clips;
