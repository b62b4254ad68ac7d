/**
 * Cameras to frame records: {@link dev.hawkeye.ingest.IngestService} is the entry point. It decides with the other
 * instances which cameras this one reads, and runs a reader for each. It wires all packages below; none of them depends
 * on it.
 */
package dev.hawkeye.ingest;
