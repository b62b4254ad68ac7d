package dev.hawkeye.ingest.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.ingest.config.SourceKind;
import dev.hawkeye.ingest.probe.VideoProbe;
import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.FrameSource;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.testing.cameras.PlainPictures;
import dev.hawkeye.testing.cameras.Videos;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FFmpegSourceTest {

    @TempDir
    Path folder;

    @Test
    void givesEveryPictureOfAFileInOrder() throws Exception {
        // given
        Path video = Videos.write(folder.resolve("a.mp4"), 320, 240, 50, 25);
        // when
        List<Long> micros = new ArrayList<>();
        try (FrameSource source = open(video)) {
            while (source.next()) {
                micros.add(source.micros());
            }
            // then
            assertThat(source.expectedPictures()).isEqualTo(50);
            assertThat(source.shortfall()).isEmpty();
            assertThat(source.bytesRead()).isBetween(1000L, Files.size(video));
        }
        assertThat(micros).hasSize(50).isSorted();
        assertThat(micros.get(49)).isEqualTo(49 * 40_000L);
    }

    @Test
    void convertsColorsAndScalesInOnePass() throws Exception {
        Path video = Videos.write(folder.resolve("a.mp4"), 640, 480, 3, 25);
        try (FrameSource source = open(video)) {
            assertThat(source.next()).isTrue();
            Mat picture = source.picture(320);
            assertThat(List.of(picture.cols(), picture.rows())).containsExactly(320, 240);
            assertThat(pixel(picture, 30, 30)).satisfies(near(0, 0, 255));
            assertThat(pixel(picture, 90, 30)).satisfies(near(0, 255, 0));
            assertThat(pixel(picture, 150, 30)).satisfies(near(255, 0, 0));
            assertThat(pixel(picture, 30, 200)).satisfies(near(128, 128, 128));
        }
    }

    @Test
    void neverScalesUp() throws Exception {
        Path video = Videos.write(folder.resolve("a.mp4"), 320, 240, 3, 25);
        try (FrameSource source = open(video)) {
            assertThat(source.next()).isTrue();
            assertThat(source.picture(1280).cols()).isEqualTo(320);
            assertThat(source.picture(0).cols()).isEqualTo(320);
        }
    }

    @Test
    void readsAPngWithItsColors() throws Exception {
        Path png = PlainPictures.write(folder.resolve("100%d *.png"), 320, 240, 0);
        try (FrameSource source = open(png)) {
            assertThat(source.next()).isTrue();
            assertThat(pixel(source.picture(160), 75, 15)).satisfies(near(255, 0, 0));
            assertThat(pixel(source.picture(0), 239, 300)).satisfies(near(128, 128, 128));
            assertThat(source.next()).isFalse();
        }
    }

    @Test
    void readsATruncatedFileAsFarAsItGoesAndSaysSo() throws Exception {
        // given
        Path whole = Videos.write(folder.resolve("a.mp4"), 320, 240, 100, 25);
        byte[] bytes = Files.readAllBytes(whole);
        Path half = Files.write(folder.resolve("half.mp4"), Arrays.copyOf(bytes, bytes.length / 2));
        try (FrameSource source = open(half)) {
            // when
            int pictures = 0;
            while (source.next()) {
                pictures++;
            }
            // then
            assertThat(pictures).isBetween(20, 80);
            assertThat(source.shortfall())
                    .get()
                    .asString()
                    .contains("half.mp4 is cut off")
                    .contains("of its 100 pictures");
        }
    }

    @Test
    void noticesThatAFileWithoutAnIndexEndsTooEarly() throws Exception {
        Path whole = Videos.write(folder.resolve("a.mkv"), 320, 240, 200, 25);
        byte[] bytes = Files.readAllBytes(whole);
        Path half = Files.write(folder.resolve("half.mkv"), Arrays.copyOf(bytes, bytes.length / 2));
        try (FrameSource source = open(half)) {
            while (source.next()) {
                assertThat(source.width()).isEqualTo(320);
            }
            assertThat(source.shortfall()).get().asString().contains("half.mkv is cut off");
        }
    }

    @Test
    void refusesWhatIsNoVideoInOneSentence() throws IOException {
        Path text = Files.writeString(folder.resolve("letter.mp4"), "Dear Sir or Madam,\n".repeat(500));
        Path empty = Files.createFile(folder.resolve("empty.mp4"));
        Path sound = Files.write(folder.resolve("sound.wav"), silence());
        assertPermanent(folder.resolve("nowhere.mp4"), "there is no file " + folder.resolve("nowhere.mp4"));
        assertPermanent(empty, empty + " is empty");
        assertPermanent(text, text + " is not a readable video");
        assertPermanent(sound, sound + " has no video stream");
    }

    @Test
    void probesAFileBeforeItIsRead() throws Exception {
        Path video = Videos.write(folder.resolve("a.mp4"), 320, 240, 30, 10);
        assertThat(VideoProbe.check(video)).isEqualTo(new VideoProbe(30, 320, 240, 10));
        assertThatThrownBy(() -> VideoProbe.check(folder.resolve("nowhere.mp4")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no file");
    }

    @Test
    void freesNativeMemoryWhenOpenedAndClosedOften() throws Exception {
        Path video = Videos.write(folder.resolve("a.mp4"), 640, 480, 5, 25);
        readThrough(video, 20);
        long before = Pointer.physicalBytes();
        readThrough(video, 200);
        assertThat(Pointer.physicalBytes() - before).isLessThan(100 << 20);
    }

    private static void readThrough(Path video, int times) throws CameraException {
        for (int i = 0; i < times; i++) {
            try (FrameSource source = open(video)) {
                while (source.next()) {
                    source.picture(320);
                }
            }
        }
    }

    private static void assertPermanent(Path file, String message) {
        assertThatThrownBy(() -> open(file).close())
                .isInstanceOfSatisfying(
                        CameraException.class, e -> assertThat(e.isPermanent()).isTrue())
                .hasMessageContaining(message);
    }

    private static FrameSource open(Path file) throws CameraException {
        SourceAddress address = new SourceAddress(file.toString(), SourceKind.FILE, Duration.ofSeconds(10));
        FrameSource source = new FFmpegSource(address, 2, new StopSignal());
        try {
            source.open();
            return source;
        } catch (CameraException e) {
            source.close();
            throw e;
        }
    }

    private static int[] pixel(Mat picture, int y, int x) {
        int[] bgr = new int[3];
        try (UByteIndexer indexer = picture.createIndexer()) {
            indexer.get(y, x, bgr);
        }
        return bgr;
    }

    private static Consumer<int[]> near(int blue, int green, int red) {
        int[] wanted = {blue, green, red};
        return bgr -> {
            for (int i = 0; i < 3; i++) {
                assertThat(bgr[i])
                        .as("channel %d of %s", i, Arrays.toString(bgr))
                        .isBetween(wanted[i] - 20, wanted[i] + 20);
            }
        };
    }

    private static byte[] silence() {
        ByteBuffer wav = ByteBuffer.allocate(44 + 16_000).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 16_000);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1)
                .putShort((short) 1)
                .putInt(8000)
                .putInt(16_000)
                .putShort((short) 2)
                .putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(16_000);
        return wav.array();
    }
}
