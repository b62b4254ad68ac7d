/** How a service reaches its Kafka: its properties, and what an error of a client means to the operator. */
package dev.hawkeye.site.kafka;
