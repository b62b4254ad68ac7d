/**
 * The contents of the topics: the records generated from {@code src/main/avro}, the names of the topics, the serde over
 * Confluent's client, and the schema registry. Depends on Avro and Kafka's clients, but on no service.
 */
package dev.hawkeye.schemas;
