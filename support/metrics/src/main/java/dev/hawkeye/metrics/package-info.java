/** Hawkeye's metrics: their declarations, dynamic series, and bounds on the number of series. */
package dev.hawkeye.metrics;
