/** What a Hawkeye metric is: its declaration, series that come and go, and bounds on their number. */
package dev.hawkeye.metrics;
