/**
 * What is known and counted about a camera: state, progress, end, metrics. Knows neither sources nor how records
 * are sent.
 */
package dev.hawkeye.ingest.status;
