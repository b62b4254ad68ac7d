/** What a metric of Hawkeye is: its declaration, series that come and go, and the bounds on their number. */
package dev.hawkeye.metrics;
