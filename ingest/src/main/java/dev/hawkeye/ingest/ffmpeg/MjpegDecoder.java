package dev.hawkeye.ingest.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** Decodes JPEGs to pictures, one by one. Not thread-safe; owns native memory until closed. */
public final class MjpegDecoder implements AutoCloseable {
    private final Decoder decoder = Decoder.ofJpegs();
    private final AVPacket packet = av_packet_alloc();

    /** @return valid until the next call; null when it cannot be decoded */
    public AVFrame decode(byte[] jpeg) {
        if (av_new_packet(packet, jpeg.length) < 0) {
            return null;
        }
        packet.data().put(jpeg, 0, jpeg.length);
        decoder.feed(packet);
        av_packet_unref(packet);
        return decoder.receive() == Decoder.State.PICTURE ? decoder.frame() : null;
    }

    /** Time spent in the decoder. */
    public long nanos() {
        return decoder.nanos();
    }

    @Override
    public void close() {
        av_packet_free(packet);
        decoder.close();
    }
}
