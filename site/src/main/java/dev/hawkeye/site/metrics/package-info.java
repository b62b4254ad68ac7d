/** The metrics of the process, and how they are told over HTTP. */
package dev.hawkeye.site.metrics;
