package dev.hawkeye.ingest.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.testing.cameras.Videos;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avcodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VideoSampleTest {

    @TempDir
    Path folder;

    @Test
    void spreadsOverTheWholeFileWhateverItSaysOfItsLength() throws Exception {
        // given: 50 pictures, and a container that says it is twice as long, for its sound
        Path video = Videos.write(folder.resolve("a.mkv"), 160, 120, 50, 25, recorder -> {
            recorder.setAudioChannels(1);
            recorder.setSampleRate(8000);
            recorder.setAudioCodec(avcodec.AV_CODEC_ID_PCM_S16LE);
        });
        Path part = Videos.write(folder.resolve("part.ts"), 160, 120, 25, 25);
        Path joined = Videos.join(folder.resolve("joined.ts"), part, part);
        // then
        assertThat(VideoSample.evenly(video, 10, taken -> {})).hasSize(10).doesNotHaveDuplicates();
        assertThat(VideoSample.evenly(joined, 50, taken -> {})).hasSize(50);
        assertThat(VideoSample.evenly(joined, 100, taken -> {})).hasSize(50);
    }
}
