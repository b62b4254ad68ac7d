/** OpenTelemetry traces of single frames through the services. Knows records and their headers, and no service. */
package dev.hawkeye.traces;
