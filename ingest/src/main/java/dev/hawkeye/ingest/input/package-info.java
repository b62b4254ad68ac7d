/**
 * The source for each kind of url: {@link dev.hawkeye.ingest.input.Sources} chooses, and the sources that are
 * more than FFmpeg are here: folders, HTTP cameras and the demo street. Knows neither Kafka nor how pictures are
 * chosen.
 */
package dev.hawkeye.ingest.input;
