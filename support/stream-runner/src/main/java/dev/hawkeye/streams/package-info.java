/**
 * Runs a Kafka Streams topology: replacement of dead threads, records that kill them or are too large, dead letters,
 * health and shutdown. Knows Kafka Streams and metrics, but nothing about what a topology does.
 */
package dev.hawkeye.streams;
