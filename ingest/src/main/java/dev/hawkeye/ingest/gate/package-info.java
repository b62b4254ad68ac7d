/**
 * The gate: which pictures need no analysis, since nothing in them has changed. {@link dev.hawkeye.ingest.gate.Gate} decides,
 * {@link dev.hawkeye.ingest.gate.SceneChange} compares, {@link dev.hawkeye.ingest.gate.GateLearning} follows what the detector
 * found. Knows OpenCV and the records, nothing of sources or sending.
 */
package dev.hawkeye.ingest.gate;
