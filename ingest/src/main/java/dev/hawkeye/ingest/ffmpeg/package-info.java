/**
 * Everything that FFmpeg reads: opening, demuxing, decoding, deinterlacing, colors and sizes, behind {@link
 * dev.hawkeye.ingest.ffmpeg.FFmpegSource}. May use {@code http} and {@code rtsp} to reach what FFmpeg cannot;
 * knows neither Kafka nor how pictures are chosen.
 */
package dev.hawkeye.ingest.ffmpeg;
