/**
 * From packets of the ring to a file that browsers play: as they are, or encoded where they are JPEGs.
 */
package dev.hawkeye.ingest.mp4;
