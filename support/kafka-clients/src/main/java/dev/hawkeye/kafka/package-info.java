/**
 * What every Kafka client shares: what Kafka refuses and why TLS fails, in words with the remedy; group offsets and
 * single records; pauses between retries, and a log that does not repeat itself. Knows Kafka's clients, but nothing
 * about what is on the topics.
 */
package dev.hawkeye.kafka;
