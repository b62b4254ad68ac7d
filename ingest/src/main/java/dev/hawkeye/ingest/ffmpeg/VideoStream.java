package dev.hawkeye.ingest.ffmpeg;

import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_TIMED_THUMBNAILS;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * Chooses the video stream of a source: the largest, with a bonus for the default stream. Covers and thumbnails, which
 * FFmpeg also reports as video streams, are excluded.
 */
final class VideoStream {
    private static final int COVERS = AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS;
    private static final long DEFAULT_BONUS = 5_000_000; // pixels; as the ffmpeg command line does

    private VideoStream() {}

    /** @return index of the stream, or -1 when there is none */
    static int best(AVFormatContext format) {
        int best = -1;
        long most = -1;
        for (int i = 0; i < format.nb_streams(); i++) {
            AVStream stream = format.streams(i);
            if (isVideo(stream) && !isCover(stream) && weight(stream) > most) {
                most = weight(stream);
                best = i;
            }
        }
        return best;
    }

    /** Whether there is a cover picture. */
    static boolean hasCover(AVFormatContext format) {
        for (int i = 0; i < format.nb_streams(); i++) {
            if (isVideo(format.streams(i)) && isCover(format.streams(i))) {
                return true;
            }
        }
        return false;
    }

    static boolean isCover(AVStream stream) {
        return (stream.disposition() & COVERS) != 0;
    }

    private static boolean isVideo(AVStream stream) {
        return stream.codecpar().codec_type() == AVMEDIA_TYPE_VIDEO;
    }

    private static long weight(AVStream stream) {
        boolean preferred = (stream.disposition() & AV_DISPOSITION_DEFAULT) != 0;
        return (long) stream.codecpar().width() * stream.codecpar().height() + (preferred ? DEFAULT_BONUS : 0);
    }
}
