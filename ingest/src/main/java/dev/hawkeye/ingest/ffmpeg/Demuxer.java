package dev.hawkeye.ingest.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_BMP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PNG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_WEBP;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_STREAM;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_TS_DISCONT;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_sample_aspect_ratio;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;

import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.rtsp.RtspRelay;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.PointerPointer;

/**
 * One connection to a source: opens it and reads the packets of its best video stream, all within a deadline. Packets
 * that FFmpeg flags as corrupt are returned too: most are intact (a transport stream may repeat a packet, and the
 * counters restart in a concatenated one), and the decoder detects the rest. Not thread-safe; owns the native context
 * from {@link #open} to {@link #close}.
 */
public final class Demuxer implements AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);
    private static final int MAX_BAD_READS = 32; // a demuxer recovers soon after a damaged spot, or never
    private static final double MICROS = 1e6;
    private static final Set<Integer> STILLS =
            Set.of(AV_CODEC_ID_MJPEG, AV_CODEC_ID_PNG, AV_CODEC_ID_BMP, AV_CODEC_ID_WEBP);

    private final Deadline deadline;
    private final AVFormatContext format;
    private final AVPacket packet = av_packet_alloc();
    private TransportFile transport;
    private RtspRelay relay;
    private AVStream stream;
    private int index = -1;
    private int failure; // FFmpeg's error code, if opening failed
    private long bytes;
    private long packets;
    private long endMicros;

    private Demuxer(Deadline deadline) {
        FFmpeg.load();
        this.deadline = deadline;
        this.format = avformat_alloc_context();
        deadline.guard(format);
    }

    /**
     * Connects and finds the streams. The deadline must have been set.
     *
     * @param media reads on FFmpeg's behalf, or null if FFmpeg reads directly
     * @throws CameraException temporary or permanent, depending on the address
     */
    public static Demuxer open(SourceAddress address, Deadline deadline, HttpMedia media) throws CameraException {
        Demuxer demuxer = new Demuxer(deadline);
        try {
            if (media != null) {
                media.attach(demuxer.format);
            }
            demuxer.connect(address, address.target(), address.options(address.transport()));
            return demuxer;
        } catch (RuntimeException | Error e) {
            demuxer.close();
            throw e;
        } catch (CameraException e) {
            boolean givesUp = deadline.givesUp();
            demuxer.close();
            if (givesUp) {
                throw e;
            }
            deadline.in(address.stall());
            Optional<RtspRelay> relay = address.relay(demuxer.failure, deadline);
            if (relay.isPresent()) {
                deadline.in(address.stall());
                return openAgain(address, CameraConfig.Transport.TCP, relay.get(), deadline);
            }
            if (deadline.givesUp() || !address.isWorthUdp(demuxer.failure)) {
                throw e;
            }
        }
        return openAgain(address, CameraConfig.Transport.UDP, null, deadline);
    }

    /** @param relay to connect to instead of the camera, or null */
    private static Demuxer openAgain(
            SourceAddress address, CameraConfig.Transport transport, RtspRelay relay, Deadline deadline)
            throws CameraException {
        Demuxer demuxer = new Demuxer(deadline);
        demuxer.relay = relay;
        try {
            demuxer.connect(address, relay == null ? address.target() : relay.target(), address.options(transport));
            return demuxer;
        } catch (CameraException | RuntimeException | Error e) {
            demuxer.close();
            throw e;
        }
    }

    private void connect(SourceAddress address, String target, AVDictionary options) throws CameraException {
        transport = address.transportFile().orElse(null);
        if (transport != null) {
            format.pb(transport.context());
        }
        int opened;
        try {
            opened = avformat_open_input(format, target, address.format(), options);
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
        index = VideoStream.best(format);
        if (index < 0) {
            throw address.withoutVideo(VideoStream.hasCover(format));
        }
        stream = format.streams(index);
        for (int i = 0; i < format.nb_streams(); i++) {
            if (i != index && (statedMicros() == 0 || isList() || VideoStream.isCover(format.streams(i)))) {
                format.streams(i).discard(AVDISCARD_ALL); // for a playlist, also avoids fetching other sizes
            }
        }
    }

    /**
     * Reads the next packet of the video stream.
     *
     * @return 0, or FFmpeg's error code, including AVERROR_EOF at the end
     */
    public int read() {
        int bad = 0;
        while (true) {
            av_packet_unref(packet);
            int code = av_read_frame(format, packet);
            if (code == AVERROR_EAGAIN() || (code == AVERROR_INVALIDDATA && ++bad < MAX_BAD_READS)) {
                if (deadline.isPast()) {
                    return AVERROR_EOF;
                }
                continue;
            }
            if (code < 0) {
                return code;
            }
            follow();
            if (packet.stream_index() == index) {
                bytes += packet.size();
                packets++;
                return 0;
            }
        }
    }

    /** Tracks the end of the longest stream: audio may continue after the last picture. */
    private void follow() {
        long time = packet.pts() == AV_NOPTS_VALUE ? packet.dts() : packet.pts();
        if (time != AV_NOPTS_VALUE) {
            long end = micros(time + packet.duration(), format.streams(packet.stream_index()));
            endMicros = Math.max(endMicros, end - startMicros());
        }
    }

    private long startMicros() {
        return format.start_time() == AV_NOPTS_VALUE ? 0 : format.start_time();
    }

    private static long micros(long time, AVStream stream) {
        AVRational unit = stream.time_base();
        return Math.round(time * MICROS * unit.num() / unit.den());
    }

    /** The last packet read; valid until the next {@link #read()}. */
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

    /** Whether it is an HLS playlist. */
    boolean isList() {
        return formatName().contains("hls");
    }

    /** Duration that the source states or that FFmpeg estimates, µs; 0 when unknown, as for a camera. */
    long durationMicros() {
        if (stream.duration() != AV_NOPTS_VALUE && stream.duration() > 0) {
            return micros(stream.duration(), stream);
        }
        return Math.max(0, format.duration()); // AV_NOPTS_VALUE is negative
    }

    /**
     * Duration that the container itself states, µs; 0 when it states none, or when FFmpeg estimated one from
     * timestamps, which restart in a concatenated recording, or from the bit rate.
     */
    long statedMicros() {
        return format.duration_estimation_method() == AVFMT_DURATION_FROM_STREAM ? Math.max(0, format.duration()) : 0;
    }

    /** End of the furthest stream so far, µs since the beginning. */
    long endMicros() {
        return endMicros;
    }

    /** Whether timestamps may restart or jump mid-stream, as in MPEG-TS. */
    boolean isDiscontinuous() {
        return (format.iformat().flags() & AVFMT_TS_DISCONT) != 0;
    }

    /**
     * Aspect ratio of a picture's pixels; the numerator is 0 when unknown. A still picture states its print size
     * instead, which viewers ignore.
     */
    AVRational pixelShape(AVFrame frame) {
        return STILLS.contains(stream.codecpar().codec_id())
                ? stream.sample_aspect_ratio()
                : av_guess_sample_aspect_ratio(format, stream, frame);
    }

    /** Pictures per second; 0 when unknown. */
    double fps() {
        AVRational rate = stream.avg_frame_rate();
        return rate.den() == 0 ? 0 : (double) rate.num() / rate.den();
    }

    /** Pictures in the whole source according to its index; 0 when it has no index. */
    long statedPictures() {
        return Math.max(0, stream.nb_frames());
    }

    long bytes() {
        return bytes;
    }

    /** Video packets read. */
    public long packets() {
        return packets;
    }

    @Override
    public void close() {
        deadline.forFarewell(CLOSE_TIMEOUT, this::free);
    }

    private void free() {
        av_packet_free(packet);
        if (!format.isNull()) {
            avformat_close_input(format);
        }
        if (transport != null) {
            transport.close();
        }
        if (relay != null) {
            relay.close();
        }
    }
}
