/** How a service reaches Kafka: its properties, and the translation of client errors for the operator. */
package dev.hawkeye.site.kafka;
