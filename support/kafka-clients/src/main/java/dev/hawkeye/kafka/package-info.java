/**
 * What all Kafka clients share: messages with remedies for refusals and TLS failures, group offsets, single records,
 * pauses between retries, and a log that does not repeat itself. Knows Kafka's clients, but nothing about the content
 * of topics.
 */
package dev.hawkeye.kafka;
