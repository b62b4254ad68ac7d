/** Assigns rows to columns at the lowest total cost. Independent of boxes and tracks. */
package dev.hawkeye.tracking.assignment;
