package dev.hawkeye.ingest.source;

import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Receives a camera's packets before they are decoded. Called on the camera's thread, which it must not block. */
public interface PacketTap {

    /** @param packet FFmpeg's packet, valid only during this call */
    void packet(AVPacket packet);
}
