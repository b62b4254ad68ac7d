package dev.hawkeye.ingest.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class VideoStreamTest {
    private AVFormatContext format;

    @BeforeEach
    void allocate() {
        FFmpeg.load();
        format = avformat_alloc_context();
    }

    @AfterEach
    void free() {
        avformat_free_context(format);
    }

    @Test
    void aCoverIsNoVideoHoweverLargeItIs() {
        stream(AVMEDIA_TYPE_VIDEO, 3000, 3000, AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_DEFAULT);
        stream(AVMEDIA_TYPE_AUDIO, 0, 0, AV_DISPOSITION_DEFAULT);
        assertThat(VideoStream.best(format)).isEqualTo(-1);
        assertThat(VideoStream.hasCover(format)).isTrue();
        stream(AVMEDIA_TYPE_VIDEO, 320, 240, 0);
        assertThat(VideoStream.best(format)).isEqualTo(2);
    }

    @Test
    void theLargestIsTheVideoUnlessAnotherIsTheDefault() {
        stream(AVMEDIA_TYPE_VIDEO, 640, 360, 0);
        stream(AVMEDIA_TYPE_VIDEO, 1920, 1080, 0);
        assertThat(VideoStream.best(format)).isEqualTo(1);
        stream(AVMEDIA_TYPE_VIDEO, 1280, 720, AV_DISPOSITION_DEFAULT);
        assertThat(VideoStream.best(format)).isEqualTo(2);
    }

    private void stream(int type, int width, int height, int disposition) {
        AVStream stream = avformat_new_stream(format, null);
        stream.codecpar().codec_type(type);
        stream.codecpar().width(width);
        stream.codecpar().height(height);
        stream.disposition(disposition);
    }
}
