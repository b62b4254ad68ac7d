/** Which row goes with which column, at the lowest cost in total. Knows nothing of boxes or tracks. */
package dev.hawkeye.tracking.assignment;
