/**
 * RTSP, as far as it is needed to log in to cameras in ways that FFmpeg does not know. Knows nothing of pictures.
 */
package dev.hawkeye.ingest.rtsp;
