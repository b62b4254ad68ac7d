/**
 * Complete clips that wait for upload to their store: on disk, bounded, retried until stored. Independent of cameras
 * and events.
 */
package dev.hawkeye.ingest.spool;
