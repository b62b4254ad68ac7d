/**
 * One camera from its first opening to its end: opens its source, picks, encodes, sends, and tries again when
 * something fails. Brings sources, timing and sending together; knows nothing of other cameras and instances.
 */
package dev.hawkeye.ingest.reading;
