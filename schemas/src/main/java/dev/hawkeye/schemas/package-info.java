/**
 * What is on the topics: the records made from {@code src/main/avro}, the names of the topics, the serde over Confluent's
 * client, and the schema registry. Knows Avro and Kafka's clients, and no service.
 */
package dev.hawkeye.schemas;
