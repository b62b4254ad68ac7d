/**
 * Clips that are whole and on their way to their store: on disk, bounded, tried until they are there. Knows nothing of cameras and
 * events.
 */
package dev.hawkeye.ingest.spool;
