package dev.hawkeye.ingest.mp4;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;

import dev.hawkeye.ingest.ffmpeg.FFmpeg;
import dev.hawkeye.ingest.ffmpeg.MjpegDecoder;
import dev.hawkeye.ingest.ring.Packet;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerPointer;

/**
 * A clip of JPEGs, encoded as H.264 by OpenH264, which FFmpeg's LGPL build includes. Its timestamps are capture times,
 * in ms. An empty packet repeats the previous picture.
 */
final class EncodedPictures implements ClipFile {
    private static final String ENCODER = "libopenh264";
    private static final int UNIT_DEN = 1000;
    private static final int USUAL_FPS = 5;
    private static final int GROUP_PICTURES = 4 * USUAL_FPS;
    private static final double BITS_PER_PIXEL = 0.8; // and second
    private static final int LEAST_BITS = 200_000;

    private final Path file;
    private final MjpegDecoder decoder = new MjpegDecoder();
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame picture = av_frame_alloc();
    private AVCodecContext encoder;
    private SwsContext scaler;
    private Mp4Writer writer;
    private long first;

    EncodedPictures(Path file) {
        this.file = file;
    }

    @Override
    public long add(Packet jpeg) throws IOException {
        AVFrame decoded = jpeg.data().length == 0 ? null : decoder.decode(jpeg.data());
        if (encoder == null) {
            if (decoded == null) {
                throw new IOException("the first picture of the clip cannot be decoded");
            }
            first = jpeg.captured();
            open(decoded.width() / 2 * 2, decoded.height() / 2 * 2);
        }
        if (decoded != null) {
            convert(decoded);
        }
        picture.pts(jpeg.captured() - first);
        check(avcodec_send_frame(encoder, picture));
        drain();
        return jpeg.captured() - first;
    }

    private void open(int width, int height) throws IOException {
        AVCodec type = avcodec_find_encoder_by_name(ENCODER);
        if (type == null) {
            throw new IOException("this build of FFmpeg has no " + ENCODER);
        }
        encoder = avcodec_alloc_context3(type);
        try (AVRational unit = new AVRational().num(1).den(UNIT_DEN);
                AVRational rate = new AVRational().num(USUAL_FPS).den(1)) {
            encoder.time_base(unit);
            encoder.framerate(rate); // for rate control
        }
        encoder.width(width);
        encoder.height(height);
        encoder.pix_fmt(AV_PIX_FMT_YUV420P);
        encoder.gop_size(GROUP_PICTURES);
        encoder.bit_rate(Math.max(LEAST_BITS, Math.round(BITS_PER_PIXEL * width * height)));
        encoder.thread_count(1);
        encoder.flags(encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        check(avcodec_open2(encoder, type, (PointerPointer<?>) null));
        picture.format(AV_PIX_FMT_YUV420P);
        picture.width(width);
        picture.height(height);
        check(av_frame_get_buffer(picture, 0));
        AVCodecParameters parameters = avcodec_parameters_alloc();
        try {
            check(avcodec_parameters_from_context(parameters, encoder));
            writer = new Mp4Writer(file, parameters, 1, UNIT_DEN);
        } finally {
            avcodec_parameters_free(parameters);
        }
    }

    private void convert(AVFrame decoded) throws IOException {
        check(av_frame_make_writable(picture));
        scaler = sws_getCachedContext(
                scaler,
                decoded.width(),
                decoded.height(),
                decoded.format(),
                picture.width(),
                picture.height(),
                AV_PIX_FMT_YUV420P,
                SWS_BICUBIC,
                null,
                null,
                (DoublePointer) null);
        if (scaler == null) {
            throw new IOException("pictures in format " + decoded.format() + " cannot be put into a clip");
        }
        sws_scale(scaler, decoded.data(), decoded.linesize(), 0, decoded.height(), picture.data(), picture.linesize());
    }

    private void drain() throws IOException {
        while (avcodec_receive_packet(encoder, packet) == 0) {
            byte[] data = new byte[packet.size()];
            packet.data().get(data);
            writer.write(
                    new Mp4Writer.Sample(data, packet.pts(), packet.dts(), (packet.flags() & AV_PKT_FLAG_KEY) != 0));
            av_packet_unref(packet);
        }
    }

    @Override
    public long finish() throws IOException {
        if (writer == null) {
            throw new IOException("the clip has no picture");
        }
        check(avcodec_send_frame(encoder, null));
        drain();
        writer.finish();
        return writer.duration();
    }

    @Override
    public String codec() {
        return "h264";
    }

    private void check(int code) throws IOException {
        if (code < 0) {
            throw new IOException("cannot encode " + file + ": " + FFmpeg.errorText(code));
        }
    }

    @Override
    public void close() {
        if (writer != null) {
            writer.close();
        }
        if (encoder != null) {
            avcodec_free_context(encoder);
        }
        sws_freeContext(scaler);
        av_frame_free(picture);
        av_packet_free(packet);
        decoder.close();
    }
}
