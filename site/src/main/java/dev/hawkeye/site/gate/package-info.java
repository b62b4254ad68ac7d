/**
 * The preconditions for starting a service: {@link dev.hawkeye.site.gate.StartGate} waits for Kafka, its topics and the
 * registry. Does not depend on any service.
 */
package dev.hawkeye.site.gate;
