package dev.hawkeye.ingest.source;

import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Gets a copy of what a camera sends before it is decoded. Called by the thread that reads the camera, which it must not hold up. */
public interface PacketTap {

    /** @param packet as FFmpeg has it, valid during this call only */
    void packet(AVPacket packet);
}
