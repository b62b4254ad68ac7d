package dev.hawkeye.ingest.ring;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AV1;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_VP9;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;

import java.lang.ref.Cleaner;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * How the packets of one opening of a camera are compressed, or that they are JPEGs. Immutable; its few native bytes are freed
 * when nothing refers to it any more.
 */
public final class VideoFormat {
    private static final Cleaner CLEANER = Cleaner.create();
    /** What browsers play out of an MP4. */
    private static final Set<Integer> PLAYABLE =
            Set.of(AV_CODEC_ID_H264, AV_CODEC_ID_HEVC, AV_CODEC_ID_AV1, AV_CODEC_ID_VP9);

    private static final int MICROS = 1_000_000;

    private final VideoFormat origin; // which frees the parameters
    private final AVCodecParameters parameters;
    private final String codec;
    private final int unitNum;
    private final int unitDen;

    private VideoFormat(VideoFormat origin, AVCodecParameters parameters, String codec, int unitNum, int unitDen) {
        this.origin = origin;
        this.parameters = parameters;
        this.codec = codec;
        this.unitNum = unitNum;
        this.unitDen = unitDen;
    }

    /** Whether packets of a stream can be put into an MP4 as they are. */
    public static boolean isPlayable(AVStream stream) {
        return PLAYABLE.contains(stream.codecpar().codec_id());
    }

    public static VideoFormat of(AVStream stream) {
        AVCodecParameters copy = avcodec_parameters_alloc();
        if (avcodec_parameters_copy(copy, stream.codecpar()) < 0) {
            throw new OutOfMemoryError("no native memory for the description of a stream");
        }
        VideoFormat format = new VideoFormat(
                null,
                copy,
                avcodec_get_name(copy.codec_id()).getString(),
                stream.time_base().num(),
                stream.time_base().den());
        CLEANER.register(format, () -> avcodec_parameters_free(copy));
        return format;
    }

    /** JPEGs, whose times are in µs. */
    static VideoFormat ofPictures() {
        return new VideoFormat(null, null, "mjpeg", 1, MICROS);
    }

    /** The same, but for packets whose times have nothing to do with those of the packets before. */
    VideoFormat anew() {
        return new VideoFormat(origin == null ? this : origin, parameters, codec, unitNum, unitDen);
    }

    /** Whether they are JPEGs. */
    public boolean isPictures() {
        return parameters == null;
    }

    /** FFmpeg's description of the stream; null of JPEGs; not to be changed or freed. */
    public AVCodecParameters parameters() {
        return parameters;
    }

    /** FFmpeg's name, such as h264. */
    public String codec() {
        return codec;
    }

    /** Numerator of the unit of times. */
    public int unitNum() {
        return unitNum;
    }

    /** Its denominator. */
    public int unitDen() {
        return unitDen;
    }

    /** A time in ms. */
    public long millis(long time) {
        return Math.round(1000.0 * time * unitNum / unitDen);
    }
}
