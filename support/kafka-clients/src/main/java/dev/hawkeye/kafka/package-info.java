/**
 * What every Kafka client shares: what Kafka refuses and why TLS fails, in words with the remedy; offsets of groups and
 * single records; pauses between tries, and a log that does not repeat itself. Knows Kafka's clients, and nothing of what is
 * on the topics.
 */
package dev.hawkeye.kafka;
