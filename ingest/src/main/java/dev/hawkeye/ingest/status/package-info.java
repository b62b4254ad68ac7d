/**
 * The status and metrics of cameras: state, progress, end, counters. Independent of sources and of how records are
 * sent.
 */
package dev.hawkeye.ingest.status;
