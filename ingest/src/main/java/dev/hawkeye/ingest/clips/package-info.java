/**
 * Clips of events: which events have one, from where to where it goes, and what became of it. Brings the ring, the spool and
 * Kafka together.
 */
package dev.hawkeye.ingest.clips;
