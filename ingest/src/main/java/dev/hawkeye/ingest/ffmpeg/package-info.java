/**
 * Reading with FFmpeg: opening, demuxing, decoding, deinterlacing, colors and sizes, behind
 * {@link dev.hawkeye.ingest.ffmpeg.FFmpegSource}. May use {@code http} and {@code rtsp} for sources that FFmpeg cannot
 * reach; does not depend on Kafka or on how pictures are sampled.
 */
package dev.hawkeye.ingest.ffmpeg;
