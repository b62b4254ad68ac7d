package dev.hawkeye.ingest.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_16UC3;
import static org.bytedeco.opencv.global.opencv_core.absdiff;
import static org.bytedeco.opencv.global.opencv_core.mean;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imwrite;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2BGRA;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import dev.hawkeye.ingest.source.CameraException;
import dev.hawkeye.ingest.source.FrameSource;
import dev.hawkeye.ingest.source.StopSignal;
import dev.hawkeye.testing.cameras.PlainPictures;
import dev.hawkeye.vision.picture.Orientation;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FolderSourceTest {

    @TempDir
    Path folder;

    @Test
    void givesPicturesOfAllKindsInTheOrderOfTheirNames() throws Exception {
        // given
        PlainPictures.write(folder.resolve("3.webp"), 300, 240, 0);
        PlainPictures.write(folder.resolve("1.jpg"), 100, 240, 0);
        PlainPictures.write(folder.resolve("4.JPEG"), 400, 240, 0);
        PlainPictures.write(folder.resolve("2.png"), 200, 240, 0);
        PlainPictures.write(folder.resolve("5.bmp"), 500, 240, 0);
        Files.writeString(folder.resolve("notes.txt"), "no picture");
        // when
        List<Integer> widths = new ArrayList<>();
        List<Long> times = new ArrayList<>();
        try (FrameSource source = open(2)) {
            while (source.next()) {
                widths.add(source.picture(0).cols());
                times.add(source.micros());
            }
            // then
            assertThat(source.expectedPictures()).isEqualTo(5);
            assertThat(source.shortfall()).isEmpty();
        }
        assertThat(widths).containsExactly(100, 200, 300, 400, 500);
        assertThat(times).containsExactly(0L, 500_000L, 1_000_000L, 1_500_000L, 2_000_000L);
    }

    @Test
    void showsOnePicturePerSecondUnlessAskedOtherwise() throws Exception {
        PlainPictures.write(folder.resolve("1.jpg"), 100, 100, 0);
        PlainPictures.write(folder.resolve("2.jpg"), 100, 100, 0);
        try (FrameSource source = open(0)) {
            assertThat(source.next()).isTrue();
            assertThat(source.next()).isTrue();
            assertThat(source.micros()).isEqualTo(1_000_000);
        }
    }

    @Test
    void passesOverABrokenPictureAndNamesIt() throws Exception {
        PlainPictures.write(folder.resolve("1.jpg"), 100, 100, 0);
        Files.writeString(folder.resolve("2.jpg"), "no picture");
        PlainPictures.write(folder.resolve("3.jpg"), 100, 100, 0);
        try (FrameSource source = open(0)) {
            int pictures = 0;
            while (source.next()) {
                pictures++;
            }
            assertThat(pictures).isEqualTo(2);
            assertThat(source.torn()).isEqualTo(1);
            assertThat(source.shortfall())
                    .get()
                    .asString()
                    .startsWith("1 of 3 pictures")
                    .contains("2.jpg");
        }
    }

    @Test
    void leavesOutWhatAMacOrACameraHides() throws Exception {
        PlainPictures.write(folder.resolve("2.jpg"), 100, 100, 0);
        PlainPictures.write(folder.resolve("10.JPG"), 200, 100, 0);
        Files.writeString(folder.resolve("._2.jpg"), "Mac OS X");
        Files.writeString(folder.resolve(".DS_Store"), "Mac OS X");
        try (FrameSource source = open(0)) {
            assertThat(source.expectedPictures()).isEqualTo(2);
            assertThat(source.next()).isTrue();
            assertThat(source.width()).isEqualTo(100);
            assertThat(source.next()).isTrue();
            assertThat(source.width()).isEqualTo(200);
            assertThat(source.next()).isFalse();
            assertThat(source.shortfall()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void turnsAPictureAsItsMetadataAsks(int exif) throws Exception {
        // given
        byte[] stored = PlainPictures.encoded(".jpg", 320, 240, 10);
        byte[] turned = dev.hawkeye.testing.BlockPictures.turned(stored, exif);
        Files.write(folder.resolve("a.jpg"), turned);
        try (FrameSource source = open(0);
                Mat pixels = imdecode(new Mat(stored), IMREAD_COLOR);
                Mat memory = new Mat();
                Mat difference = new Mat()) {
            // when
            assertThat(source.next()).isTrue();
            Mat picture = source.picture(0);
            // then
            Mat seen = Orientation.of(ByteBuffer.wrap(turned)).upright(pixels, memory);
            assertThat(List.of(source.width(), source.height())).containsExactly(seen.cols(), seen.rows());
            absdiff(picture, seen, difference);
            assertThat(mean(difference).get(0)).isLessThan(3);
            assertThat(source.picture(120).cols()).isEqualTo(120);
        }
    }

    @Test
    void takesNoNoticeOfTheSizeOfAPictureOnPaper() throws Exception {
        byte[] picture = PlainPictures.encoded(".jpg", 100, 100, 0);
        picture[15] = 2; // JFIF: twice as many dots across as down
        Files.write(folder.resolve("1.jpg"), picture);
        try (FrameSource source = open(0)) {
            assertThat(source.next()).isTrue();
            assertThat(List.of(source.width(), source.height())).containsExactly(100, 100);
        }
    }

    @Test
    void takesPicturesWithBytesBehindTheirEnd() throws Exception {
        byte[] picture = PlainPictures.encoded(".jpg", 100, 100, 0);
        Files.write(folder.resolve("1.jpg"), joined(picture, new byte[] {'\n'}));
        Files.write(folder.resolve("2.jpg"), joined(picture, picture, "SEFT".getBytes(StandardCharsets.US_ASCII)));
        try (FrameSource source = open(0)) {
            assertThat(source.next()).isTrue();
            assertThat(source.next()).isTrue();
            assertThat(source.next()).isFalse();
            assertThat(source.shortfall()).isEmpty();
        }
    }

    @Test
    void givesColorsOfEveryDepth() throws Exception {
        // given: blocks of red, green and blue on gray, in 16 bits, with an alpha channel, and gray alone
        try (Mat blocks = PlainPictures.blocks(320, 240, 0);
                Mat deep = new Mat();
                Mat transparent = new Mat();
                Mat gray = new Mat()) {
            blocks.convertTo(deep, CV_16UC3, 257, 0);
            cvtColor(blocks, transparent, COLOR_BGR2BGRA);
            cvtColor(blocks, gray, COLOR_BGR2GRAY);
            imwrite(folder.resolve("1.png").toString(), deep);
            imwrite(folder.resolve("2.png").toString(), transparent);
            imwrite(folder.resolve("3.png").toString(), gray);
        }
        // then
        try (FrameSource source = open(0)) {
            for (double red : new double[] {255, 255, 76}) {
                assertThat(source.next()).isTrue();
                try (Mat corner = source.picture(0).apply(new Rect(5, 5, 40, 40));
                        Mat ground = source.picture(0).apply(new Rect(200, 200, 40, 40))) {
                    assertThat(mean(corner).get(2)).isCloseTo(red, within(2.0));
                    assertThat(mean(ground).get(1)).isCloseTo(128, within(2.0));
                }
            }
        }
    }

    @Test
    void refusesAFolderWithoutPictures() {
        assertThatThrownBy(() -> open(0).close())
                .isInstanceOf(CameraException.class)
                .hasMessageContaining("has no picture");
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private FrameSource open(double fps) throws CameraException {
        FrameSource source = new FolderSource(folder, fps, Duration.ofSeconds(10), new StopSignal());
        source.open();
        return source;
    }
}
