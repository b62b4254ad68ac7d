/**
 * The settings of ingest and its cameras, validated on construction, and the parsing of camera urls. Does not depend on
 * sources, clocks or Kafka.
 */
package dev.hawkeye.ingest.config;
