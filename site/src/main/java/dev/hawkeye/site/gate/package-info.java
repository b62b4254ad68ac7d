/**
 * What has to be right around a service before it starts: {@link dev.hawkeye.site.gate.StartGate} waits for Kafka, its topics
 * and the registry. Knows no service.
 */
package dev.hawkeye.site.gate;
