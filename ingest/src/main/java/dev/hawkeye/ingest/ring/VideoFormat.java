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
 * The compression format of the packets of one opening of a camera, or JPEGs. Immutable; its native memory is freed
 * when it becomes unreachable.
 */
public final class VideoFormat {
    private static final Cleaner CLEANER = Cleaner.create();
    /** Codecs that browsers play from an MP4. */
    private static final Set<Integer> PLAYABLE =
            Set.of(AV_CODEC_ID_H264, AV_CODEC_ID_HEVC, AV_CODEC_ID_AV1, AV_CODEC_ID_VP9);

    private static final int MICROS = 1_000_000;

    private final VideoFormat origin; // owns the parameters
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

    /** Whether the packets of a stream can be copied into a playable MP4. */
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

    /** JPEGs, with times in µs. */
    static VideoFormat ofPictures() {
        return new VideoFormat(null, null, "mjpeg", 1, MICROS);
    }

    /** The same format for packets whose times are unrelated to those of earlier packets. */
    VideoFormat anew() {
        return new VideoFormat(origin == null ? this : origin, parameters, codec, unitNum, unitDen);
    }

    /** Whether they are JPEGs. */
    public boolean isPictures() {
        return parameters == null;
    }

    /** FFmpeg's description of the stream; null for JPEGs; not to be changed or freed. */
    public AVCodecParameters parameters() {
        return parameters;
    }

    /** FFmpeg's codec name, such as h264. */
    public String codec() {
        return codec;
    }

    /** Numerator of the time base. */
    public int unitNum() {
        return unitNum;
    }

    /** Denominator of the time base. */
    public int unitDen() {
        return unitDen;
    }

    /** Converts a time to ms. */
    public long millis(long time) {
        return Math.round(1000.0 * time * unitNum / unitDen);
    }
}
