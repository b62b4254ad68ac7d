/** The metrics of a process, and the route that Prometheus scrapes. */
package dev.hawkeye.site.metrics;
