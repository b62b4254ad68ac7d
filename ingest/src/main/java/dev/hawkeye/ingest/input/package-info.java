/**
 * The source for each kind of url: {@link dev.hawkeye.ingest.input.Sources} chooses, and the sources that need more
 * than FFmpeg are here: folders, HTTP cameras and the demo street. Does not depend on Kafka or on how pictures are
 * sampled.
 */
package dev.hawkeye.ingest.input;
