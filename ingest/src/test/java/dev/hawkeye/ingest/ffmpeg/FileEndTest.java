package dev.hawkeye.ingest.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.testing.cameras.Videos;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.bytedeco.ffmpeg.global.avcodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileEndTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"a.mp4", "a.mov", "a.mkv", "a.avi", "a.flv", "a.wmv"})
    void aFileIsWholeUntilItsLastBytesAreCutOffOrZero(String name) throws IOException {
        // given
        Path video = Videos.write(folder.resolve(name), 160, 120, 20, 25, recorder -> {
            if (name.endsWith(".flv")) {
                recorder.setVideoCodec(avcodec.AV_CODEC_ID_FLV1);
                recorder.setMaxBFrames(0);
            } else if (name.endsWith(".wmv")) {
                recorder.setFormat("asf");
                recorder.setVideoCodec(avcodec.AV_CODEC_ID_WMV2);
                recorder.setMaxBFrames(0);
            }
        });
        byte[] whole = Files.readAllBytes(video);
        // then
        assertThat(FileEnd.of(video)).isEqualTo(FileEnd.WHOLE);
        for (int length : new int[] {whole.length - 1, whole.length * 3 / 4, whole.length / 2}) {
            Files.write(video, Arrays.copyOf(whole, length));
            assertThat(FileEnd.of(video))
                    .as("%d of %d bytes", length, whole.length)
                    .isEqualTo(FileEnd.CUT_OFF);
            Files.write(video, Arrays.copyOf(Arrays.copyOf(whole, length), whole.length + 10_000));
            assertThat(FileEnd.of(video)).isNotEqualTo(FileEnd.WHOLE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.mp4", "a.mkv", "a.avi"})
    void whatSomebodyAppendedCutsNothingOff(String name) throws IOException {
        Path video = Videos.write(folder.resolve(name), 160, 120, 20, 25);
        Files.writeString(video, "SEFH and more that is no part of the video", StandardOpenOption.APPEND);
        assertThat(FileEnd.of(video)).isEqualTo(FileEnd.WHOLE);
    }

    @Test
    void otherFilesDoNotSay() throws IOException {
        assertThat(FileEnd.of(Videos.write(folder.resolve("a.ts"), 160, 120, 20, 25)))
                .isEqualTo(FileEnd.UNKNOWN);
        for (String text : new String[] {"", "RIF", "Dear Sir or Madam, ", "RIFF", "\u001aE\u00df\u00a3", "FLV"}) {
            Path file = Files.writeString(folder.resolve("text"), text, StandardCharsets.ISO_8859_1);
            assertThat(FileEnd.of(file)).as(text).isEqualTo(FileEnd.UNKNOWN);
        }
    }
}
