/** Whether a machine or a site has more frames than it can analyze, and what would help. */
package dev.hawkeye.metrics.load;
