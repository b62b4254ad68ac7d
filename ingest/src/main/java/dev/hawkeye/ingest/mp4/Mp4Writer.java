package dev.hawkeye.ingest.mp4;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import dev.hawkeye.ingest.ffmpeg.FFmpeg;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVOutputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * A fragmented MP4 with one video stream: each group of pictures is its own fragment, so a truncated file still plays
 * up to the break. Not thread-safe; owns the file and native memory until closed.
 */
final class Mp4Writer implements AutoCloseable {
    private static final int HVC1 = 'h' | 'v' << 8 | 'c' << 16 | '1' << 24; // supported by all players

    private static final int SINGLES_A_SECOND = 5;

    private final Path file;
    private final AVRational unit = new AVRational();
    private final AVFormatContext format = new AVFormatContext(null);
    private final AVPacket waiting = av_packet_alloc();
    private AVStream stream;
    private boolean holds;
    private long firstDts;
    private long lastDts;
    private long lastStep;

    /** One picture; times are in the file's time base. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Sample(byte[] data, long pts, long dts, boolean isKey) {}

    Mp4Writer(Path file, AVCodecParameters parameters, int unitNum, int unitDen) throws IOException {
        this.file = file;
        unit.num(unitNum).den(unitDen);
        try {
            open(parameters);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void open(AVCodecParameters parameters) throws IOException {
        check(avformat_alloc_output_context2(format, (AVOutputFormat) null, "mp4", file.toString()));
        stream = avformat_new_stream(format, null);
        check(avcodec_parameters_copy(stream.codecpar(), parameters));
        stream.codecpar().codec_tag(parameters.codec_id() == AV_CODEC_ID_HEVC ? HVC1 : 0);
        stream.time_base(unit);
        AVIOContext io = new AVIOContext(null);
        check(avio_open(io, file.toString(), AVIO_FLAG_WRITE));
        format.pb(io);
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "movflags", "frag_keyframe+empty_moov+default_base_moof+global_sidx", 0);
        try {
            check(avformat_write_header(format, options));
        } finally {
            av_dict_free(options);
        }
    }

    /** Writes a picture; the first one must be a keyframe. */
    void write(Sample sample) throws IOException {
        long dts = holds ? Math.max(sample.dts, lastDts + 1) : sample.dts;
        if (holds) {
            lastStep = dts - lastDts;
            flush(lastStep);
        } else {
            firstDts = dts;
        }
        check(av_new_packet(waiting, sample.data.length));
        waiting.data().put(sample.data, 0, sample.data.length);
        waiting.dts(dts - firstDts);
        waiting.pts(Math.max(sample.pts, dts) - firstDts);
        waiting.flags(sample.isKey ? AV_PKT_FLAG_KEY : 0);
        lastDts = dts;
        holds = true;
    }

    private void flush(long duration) throws IOException {
        waiting.duration(duration);
        av_packet_rescale_ts(waiting, unit, stream.time_base());
        int code = av_write_frame(format, waiting);
        av_packet_unref(waiting);
        check(code);
    }

    /** Duration so far, in the file's time base. */
    long duration() {
        return lastDts + lastStep - firstDts;
    }

    /** Presentation time of a picture from the start of the file, in the file's time base. */
    long shown(long pts) {
        return pts - firstDts;
    }

    /** Completes the file. */
    void finish() throws IOException {
        if (holds) {
            if (lastStep == 0) { // of a single picture
                lastStep = Math.max(1, unit.den() / (SINGLES_A_SECOND * unit.num()));
            }
            flush(lastStep);
            holds = false;
        }
        check(av_write_trailer(format));
        check(avio_closep(format.pb()));
        format.pb(null);
    }

    private void check(int code) throws IOException {
        if (code < 0) {
            throw new IOException("cannot write " + file + ": " + FFmpeg.errorText(code));
        }
    }

    @Override
    public void close() {
        av_packet_free(waiting);
        if (!format.isNull()) {
            if (format.pb() != null && !format.pb().isNull()) {
                avio_closep(format.pb());
            }
            avformat_free_context(format);
        }
        unit.close();
    }
}
