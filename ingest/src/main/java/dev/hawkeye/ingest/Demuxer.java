package dev.hawkeye.ingest;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;

import java.time.Duration;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.PointerPointer;

/**
 * One connection to a source: opens it and reads the packets of its best video stream, all within a deadline. Used by
 * one thread; owns the native context from {@link #open} to {@link #close}.
 */
final class Demuxer implements AutoCloseable {
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final int BAD_READS = 32; // a demuxer finds its way again after a damaged spot, or never
    private static final double MICROS = 1e6;

    private final Deadline deadline;
    private final AVFormatContext format;
    private final AVPacket packet = av_packet_alloc();
    private AVStream stream;
    private int index = -1;
    private int failure; // FFmpeg's code, when it could not be opened
    private long bytes;
    private long packets;
    private long corrupt;

    private Demuxer(Deadline deadline) {
        FFmpeg.load();
        this.deadline = deadline;
        this.format = avformat_alloc_context();
        deadline.guard(format);
    }

    /**
     * Connects, and learns what streams there are. The deadline must have been set.
     *
     * @param media reads for FFmpeg, or null where FFmpeg reads by itself
     * @throws CameraException of either kind, as the address says
     */
    static Demuxer open(SourceAddress address, Deadline deadline, HttpMedia media) throws CameraException {
        Demuxer demuxer = new Demuxer(deadline);
        try {
            if (media != null) {
                media.attach(demuxer.format);
            }
            demuxer.connect(address, address.options(false));
            return demuxer;
        } catch (CameraException | RuntimeException e) {
            demuxer.close();
            if (!address.isWorthUdp(demuxer.failure) || deadline.givesUp()) {
                throw e;
            }
        }
        return openOverUdp(address, deadline);
    }

    private static Demuxer openOverUdp(SourceAddress address, Deadline deadline) throws CameraException {
        Demuxer demuxer = new Demuxer(deadline);
        try {
            demuxer.connect(address, address.options(true));
            return demuxer;
        } catch (CameraException | RuntimeException e) {
            demuxer.close();
            throw e;
        }
    }

    private void connect(SourceAddress address, AVDictionary options) throws CameraException {
        int opened;
        try {
            opened = avformat_open_input(format, address.target(), address.format(), options);
        } finally {
            av_dict_free(options);
        }
        if (opened < 0) {
            failure = opened;
            throw address.failure(deadline.isPast(), opened);
        }
        int found = avformat_find_stream_info(format, (PointerPointer<?>) null);
        if (found < 0) {
            throw address.failure(deadline.isPast(), found);
        }
        index = av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
        if (index < 0) {
            throw address.withoutVideo();
        }
        for (int i = 0; i < format.nb_streams(); i++) {
            if (i != index) {
                format.streams(i).discard(AVDISCARD_ALL);
            }
        }
        stream = format.streams(index);
    }

    /**
     * Reads the next packet of the video stream.
     *
     * @return 0, or FFmpeg's error code, AVERROR_EOF at the end among them
     */
    int read() {
        int bad = 0;
        while (true) {
            av_packet_unref(packet);
            int code = av_read_frame(format, packet);
            if (code == AVERROR_EAGAIN() || (code == AVERROR_INVALIDDATA && ++bad < BAD_READS)) {
                if (deadline.isPast()) {
                    return AVERROR_EOF;
                }
                continue;
            }
            if (code < 0) {
                return code;
            }
            if (packet.stream_index() == index) {
                bytes += packet.size();
                packets++;
                if ((packet.flags() & AV_PKT_FLAG_CORRUPT) == 0) {
                    return 0;
                }
                corrupt++;
            }
        }
    }

    /** The packet last read; valid until the next {@link #read()}. */
    AVPacket packet() {
        return packet;
    }

    AVStream stream() {
        return stream;
    }

    /** Name of the container format. */
    String formatName() {
        return format.iformat().name().getString();
    }

    /** Length that the source states or that its size suggests, µs; 0 when unknown, as for a camera. */
    long durationMicros() {
        if (stream.duration() != AV_NOPTS_VALUE && stream.duration() > 0) {
            AVRational unit = stream.time_base();
            return Math.round(stream.duration() * MICROS * unit.num() / unit.den());
        }
        return Math.max(0, format.duration()); // AV_NOPTS_VALUE is negative
    }

    /** Pictures per second; 0 when unknown. */
    double fps() {
        AVRational rate = stream.avg_frame_rate();
        return rate.den() == 0 ? 0 : (double) rate.num() / rate.den();
    }

    /** Pictures in the whole source by its index; 0 when it has none. */
    long statedPictures() {
        return Math.max(0, stream.nb_frames());
    }

    long bytes() {
        return bytes;
    }

    /** Packets of video read, the corrupt ones too. */
    long packets() {
        return packets;
    }

    /** Packets that the demuxer knows to be incomplete; they are passed over. */
    long corrupt() {
        return corrupt;
    }

    @Override
    public void close() {
        deadline.inForFarewell(FAREWELL);
        av_packet_free(packet);
        if (!format.isNull()) {
            avformat_close_input(format);
        }
    }
}
