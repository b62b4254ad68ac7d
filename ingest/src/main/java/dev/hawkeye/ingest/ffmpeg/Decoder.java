package dev.hawkeye.ingest.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import dev.hawkeye.ingest.source.CameraException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.PointerPointer;

/**
 * Decodes packets to pictures, in presentation order. Not thread-safe; owns the codec context and the frame until
 * closed.
 */
final class Decoder implements AutoCloseable {
    /** Larger pictures are refused before memory is allocated for them. */
    private static final long MAX_PIXELS = 100_000_000;

    /** The result of {@link #receive()}. */
    enum State {
        PICTURE,
        HUNGRY,
        EMPTY
    }

    private final AVCodecContext codec;
    private final AVFrame frame = av_frame_alloc();
    private long torn;
    private long nanos;

    private Decoder(AVCodecContext codec) {
        this.codec = codec;
    }

    /** @throws CameraException when this build of FFmpeg cannot decode the stream */
    static Decoder of(AVStream stream, int threads) throws CameraException {
        int id = stream.codecpar().codec_id();
        String name = avcodec_get_name(id).getString();
        AVCodec type = avcodec_find_decoder(id);
        if (type == null) {
            throw CameraException.permanent("video of type '" + name + "' cannot be decoded here");
        }
        Decoder decoder = new Decoder(avcodec_alloc_context3(type));
        int code = avcodec_parameters_to_context(decoder.codec, stream.codecpar());
        if (code >= 0) {
            decoder.codec.pkt_timebase(stream.time_base());
            code = decoder.open(type, threads);
        }
        if (code < 0) {
            decoder.close();
            throw CameraException.permanent(
                    "video of type '" + name + "' cannot be decoded: " + FFmpeg.errorText(code));
        }
        return decoder;
    }

    String codecName() {
        return avcodec_get_name(codec.codec_id()).getString();
    }

    /** A decoder for single JPEGs, without a stream around them. */
    static Decoder ofJpegs() {
        AVCodec type = avcodec_find_decoder(AV_CODEC_ID_MJPEG);
        Decoder decoder = new Decoder(avcodec_alloc_context3(type));
        if (decoder.open(type, 1) < 0) {
            throw new IllegalStateException("FFmpeg cannot decode JPEGs"); // every build can
        }
        return decoder;
    }

    private int open(AVCodec type, int threads) {
        codec.thread_count(threads);
        codec.max_pixels(MAX_PIXELS);
        return avcodec_open2(codec, type, (PointerPointer<?>) null);
    }

    /** Moves the next picture, if there is one, to {@link #frame()}. */
    State receive() {
        long begin = System.nanoTime();
        try {
            while (true) {
                int code = avcodec_receive_frame(codec, frame);
                if (code == 0) {
                    return State.PICTURE;
                }
                if (code == AVERROR_EAGAIN()) {
                    return State.HUNGRY;
                }
                if (code == AVERROR_EOF) {
                    return State.EMPTY;
                }
                torn++;
            }
        } finally {
            nanos += System.nanoTime() - begin;
        }
    }

    /** Feeds the next packet, after {@link State#HUNGRY}; null at the end of the stream. */
    void feed(AVPacket packet) {
        long begin = System.nanoTime();
        if (avcodec_send_packet(codec, packet) < 0) {
            torn++;
        }
        nanos += System.nanoTime() - begin;
    }

    /** The last picture received, valid until the next {@link #receive()}. */
    AVFrame frame() {
        return frame;
    }

    /** Packets and pictures discarded as damaged. */
    long torn() {
        return torn;
    }

    /** Time spent in the decoder. */
    long nanos() {
        return nanos;
    }

    @Override
    public void close() {
        av_frame_free(frame);
        avcodec_free_context(codec);
    }
}
