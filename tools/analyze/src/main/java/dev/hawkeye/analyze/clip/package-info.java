/**
 * The clips of {@code --video}: each video again, with objects, zones, lines and counters drawn in. Knows the tracks in
 * the pictures and the final records of objects.
 */
package dev.hawkeye.analyze.clip;
