/**
 * The last seconds of what cameras send, encoded as it came, in bounded memory. Knows nothing of events, clips and Kafka.
 */
package dev.hawkeye.ingest.ring;
