package dev.hawkeye.analyze.clip;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG4;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import dev.hawkeye.ingest.ffmpeg.FFmpeg;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.Pointer;

/**
 * Writes an MP4: H.264 if the FFmpeg build has OpenH264, as on all our platforms, otherwise MPEG-4. Each picture is
 * shown from its own time on, so the intervals may vary. Not thread-safe; {@link #finish} completes the file, and
 * {@link #close} frees native memory.
 */
final class Mp4Writer implements AutoCloseable {
    private static final String H264 = "libopenh264";
    private static final int MILLIS = 1000;
    private static final double BITS_OF_PIXEL_AND_SECOND = 0.8;
    private static final double BITS_OF_PIXEL = 0.09;
    private static final int KEY_SECONDS = 2;

    private final Path file;
    private final YuvFrames yuv;
    private final AVRational millis = av_make_q(1, MILLIS);
    private final AVPacket packet = av_packet_alloc();
    private final AVFrame frame = av_frame_alloc();
    private final AVFormatContext container = new AVFormatContext(null);
    private AVCodecContext encoder;
    private AVStream stream;
    private AVIOContext output;
    private long last = -1;

    /**
     * Starts the file.
     *
     * @param width the width of its pictures; even
     * @param height the height of its pictures; even
     * @param rate average pictures per second, above 0
     * @throws IOException when the file cannot be written
     * @throws ClipException when pictures of this size or rate cannot be encoded
     */
    Mp4Writer(Path file, int width, int height, double rate) throws IOException, ClipException {
        this.file = file;
        this.yuv = new YuvFrames(width, height);
        FFmpeg.load();
        try {
            begin(width, height, rate);
        } catch (IOException | ClipException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void begin(int width, int height, double rate) throws IOException, ClipException {
        AVCodec h264 = avcodec_find_encoder_by_name(H264);
        AVCodec codec = h264 == null ? avcodec_find_encoder(AV_CODEC_ID_MPEG4) : h264;
        encoder = avcodec_alloc_context3(codec);
        encoder.width(width);
        encoder.height(height);
        encoder.pix_fmt(AV_PIX_FMT_YUV420P);
        encoder.colorspace(AVCOL_SPC_BT709);
        encoder.color_primaries(AVCOL_PRI_BT709);
        encoder.color_trc(AVCOL_TRC_BT709);
        encoder.color_range(AVCOL_RANGE_MPEG);
        encoder.time_base(millis);
        encoder.framerate(av_make_q((int) Math.max(1, Math.round(rate * MILLIS)), MILLIS));
        encoder.gop_size((int) Math.max(1, Math.round(KEY_SECONDS * rate)));
        encoder.bit_rate(Math.round((double) width * height * (BITS_OF_PIXEL_AND_SECOND + BITS_OF_PIXEL * rate)));
        encoder.flags(encoder.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        encoded(avcodec_open2(encoder, codec, (AVDictionary) null));
        check(avformat_alloc_output_context2(container, null, "mp4", file.toString()));
        stream = avformat_new_stream(container, null);
        stream.time_base(millis);
        stream.avg_frame_rate(encoder.framerate());
        check(avcodec_parameters_from_context(stream.codecpar(), encoder));
        output = new AVIOContext(null);
        check(avio_open(output, file.toString(), AVIO_FLAG_WRITE));
        container.pb(output);
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "movflags", "faststart", 0);
        int code = avformat_write_header(container, options);
        av_dict_free(options);
        check(code);
        frame.width(width);
        frame.height(height);
        frame.format(AV_PIX_FMT_YUV420P);
        check(av_frame_get_buffer(frame, 0));
    }

    /**
     * Adds a picture.
     *
     * @param picture BGR, of any size; stretched to the size of the file
     * @param time when it is shown, ms since the first; never decreasing
     */
    void add(BufferedImage picture, long time) throws IOException, ClipException {
        check(av_frame_make_writable(frame));
        yuv.convert(picture, frame);
        last = Math.max(last + 1, time);
        frame.pts(last);
        encoded(avcodec_send_frame(encoder, frame));
        writePackets();
    }

    /** Writes the remaining data and the index. */
    void finish() throws IOException, ClipException {
        encoded(avcodec_send_frame(encoder, null));
        writePackets();
        check(av_write_trailer(container));
        check(avio_closep(output));
    }

    private void writePackets() throws IOException, ClipException {
        while (true) {
            int code = avcodec_receive_packet(encoder, packet);
            if (code == AVERROR_EAGAIN() || code == AVERROR_EOF) {
                return;
            }
            encoded(code);
            packet.stream_index(stream.index());
            av_packet_rescale_ts(packet, millis, stream.time_base());
            check(av_interleaved_write_frame(container, packet));
        }
    }

    /** OpenH264 may accept a size when it is opened, and reject its first picture. */
    private void encoded(int code) throws ClipException {
        if (code < 0) {
            throw new ClipException("pictures of " + encoder.width() + "x" + encoder.height()
                    + " pixels cannot be encoded (" + FFmpeg.errorText(code) + ")");
        }
    }

    private static void check(int code) throws IOException {
        if (code < 0) {
            throw new IOException(FFmpeg.errorText(code));
        }
    }

    @Override
    public void close() {
        if (!Pointer.isNull(output)) {
            avio_closep(output);
        }
        if (!container.isNull()) {
            avformat_free_context(container);
        }
        if (encoder != null) {
            avcodec_free_context(encoder);
        }
        av_frame_free(frame);
        av_packet_free(packet);
        yuv.close();
    }
}
