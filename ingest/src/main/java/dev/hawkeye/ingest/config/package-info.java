/**
 * What can be configured about ingest and its cameras, checked when made, and what the url of a camera names.
 * Knows no source, no clock and no Kafka.
 */
package dev.hawkeye.ingest.config;
