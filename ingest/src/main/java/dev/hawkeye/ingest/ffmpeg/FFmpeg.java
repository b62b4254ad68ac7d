package dev.hawkeye.ingest.ffmpeg;

import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avfilter;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.javacpp.Loader;

/** FFmpeg's process-wide state: the loaded libraries, with logging off, since errors are returned as codes. */
public final class FFmpeg {
    private static final int MESSAGE_BYTES = 256;

    static {
        Loader.load(avcodec.class);
        Loader.load(swscale.class);
        Loader.load(avfilter.class);
        av_log_set_level(AV_LOG_QUIET);
        avformat.avformat_network_init();
    }

    private FFmpeg() {}

    /** Loads the libraries, once. */
    public static void load() {}

    /** @return FFmpeg's text for a negative return code; it never contains a url */
    public static String errorText(int code) {
        byte[] text = new byte[MESSAGE_BYTES];
        av_strerror(code, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }
}
