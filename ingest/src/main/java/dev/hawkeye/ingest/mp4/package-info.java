/** Turns packets of the ring into a file that browsers play: copies them, or encodes them if they are JPEGs. */
package dev.hawkeye.ingest.mp4;
