/** Detects whether a machine or a site has more frames than it can analyze, and suggests remedies. */
package dev.hawkeye.metrics.load;
