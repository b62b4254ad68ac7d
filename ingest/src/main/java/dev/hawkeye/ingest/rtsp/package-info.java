/** The part of RTSP needed for logins that FFmpeg does not support. Does not deal with pictures. */
package dev.hawkeye.ingest.rtsp;
