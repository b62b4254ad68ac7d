/**
 * The gate: finds pictures that need no analysis because nothing in them has changed.
 * {@link dev.hawkeye.ingest.gate.Gate} decides, {@link dev.hawkeye.ingest.gate.SceneChange} compares,
 * {@link dev.hawkeye.ingest.gate.GateLearning} follows what the detector found. Depends on OpenCV and the records, not
 * on sources or sending.
 */
package dev.hawkeye.ingest.gate;
