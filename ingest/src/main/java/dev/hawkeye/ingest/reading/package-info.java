/**
 * One camera from its first opening to its end: opens its source, samples, encodes, sends, and retries when something
 * fails. Connects sources, timing and sending; independent of other cameras and instances.
 */
package dev.hawkeye.ingest.reading;
