/**
 * The last seconds of each camera's packets, as received, in bounded memory. Independent of events, clips and Kafka.
 */
package dev.hawkeye.ingest.ring;
