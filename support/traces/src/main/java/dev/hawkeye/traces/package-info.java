/** The way of single frames through the services, as OpenTelemetry traces. Knows records and their headers, and no service. */
package dev.hawkeye.traces;
