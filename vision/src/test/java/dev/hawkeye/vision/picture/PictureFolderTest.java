package dev.hawkeye.vision.picture;

import static dev.hawkeye.testing.BlockPictures.cell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_MAKETYPE;
import static org.bytedeco.opencv.global.opencv_core.NORM_INF;
import static org.bytedeco.opencv.global.opencv_core.norm;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imwrite;

import dev.hawkeye.testing.BlockPictures;
import dev.hawkeye.testing.BlockPictures.Color;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFolderTest {
    private static final byte[] PICTURE = BlockPictures.jpeg(64, 96, List.of(cell(Color.RED, 1, 1)));

    @TempDir
    Path directory;

    @Test
    void listsThePicturesInTheOrderOfTheirNamesAndNothingElse() throws IOException {
        for (String name :
                List.of("b.JPG", "a.png", "d.jpeg", "c.webp", "e.bmp", "notes.txt", "._a.png", ".hidden.jpg")) {
            Files.createFile(directory.resolve(name));
        }
        Files.createFile(Files.createDirectory(directory.resolve("more.jpg")).resolve("f.jpg"));

        PictureFolder folder = PictureFolder.open(directory);

        assertThat(folder.files())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("a.png", "b.JPG", "c.webp", "d.jpeg", "e.bmp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiff", "hdr", "exr", "pfm", "jp2", "ras", "ppm", "gif", "avif"})
    void readsNoOtherFormatThoughOpenCvWould(String format) throws IOException {
        Path file = directory.resolve("picture." + format);
        try (Mat pixels = imdecode(new Mat(PICTURE), IMREAD_COLOR);
                Mat floats = new Mat()) {
            pixels.convertTo(floats, CV_32F);
            boolean inFloats = List.of("hdr", "exr", "pfm").contains(format);
            assumeThat(written(file, inFloats ? floats : pixels)).isTrue();
        }
        Path disguised = Files.move(file, directory.resolve("picture.png"));

        assertThatThrownBy(() -> PictureFolder.jpeg(disguised))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll("picture.png", "JPEG, PNG, WebP");
    }

    /** OpenCV may be built without a format. */
    private static boolean written(Path file, Mat pixels) {
        try {
            return imwrite(file.toString(), pixels);
        } catch (RuntimeException e) {
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "89504e470d0a1a0a 0000000d 49484452 00010000 00010000 0802000000 00000000",
        "52494646 00000000 57454250 56503858 0a000000 00000000 ff3f00 ff3f00 00000000",
        "52494646 00000000 57454250 5650384c 00000000 2fffffff0f 0000000000000000",
        "52494646 00000000 57454250 56503820 00000000 00000000 0000 ff3f ff3f 0000",
        "424d 00000000 00000000 36000000 28000000 00000100 0000ffff 0100 1800 00000000",
        "424d 00000000 00000000 36000000 0c000000 ffff ffff 01001800 0000000000000000",
    })
    void refusesWhatClaimsTooManyPixelsBeforeItCostsMemory(String hex) throws IOException {
        Path file = Files.write(directory.resolve("huge.png"), HexFormat.of().parseHex(hex.replace(" ", "")));

        assertThatThrownBy(() -> PictureFolder.jpeg(file)).hasMessageContainingAll("huge.png", "too large");
    }

    @ParameterizedTest
    @CsvSource({"8, 1", "8, 4", "16, 1", "16, 3", "16, 4"})
    void readsAPngOfAnyKindOfPixels(int bits, int channels) {
        Path file = directory.resolve("gray.png");
        int type = CV_MAKETYPE(bits == 8 ? CV_8U : CV_16U, channels);
        try (Mat pixels = new Mat(40, 60, type, Scalar.all(((1 << bits) - 1) * 0.4))) {
            imwrite(file.toString(), pixels);
        }

        try (Mat again = imdecode(new Mat(PictureFolder.jpeg(file)), IMREAD_COLOR);
                Mat expected = new Mat(40, 60, CV_8UC3, Scalar.all(102))) {
            assertThat(norm(again, expected, NORM_INF, new Mat())).isLessThan(3);
        }
    }

    @Test
    void makesAPngUpright() throws IOException {
        // given: what is seen when it is turned by 90 degrees
        Path file = directory.resolve("turned.png");
        try (Mat pixels = imdecode(new Mat(PICTURE), IMREAD_COLOR);
                Mat expected = new Mat()) {
            imwrite(file.toString(), pixels);
            byte[] png = Files.readAllBytes(file);
            byte[] exif = HexFormat.of()
                    .parseHex("0000001a65584966" + "4d4d002a00000008" + "0001" + "01120003000000010006000000000000"
                            + "00000000");
            CRC32 sum = new CRC32();
            sum.update(exif, 4, exif.length - 8);
            ByteBuffer.wrap(exif).putInt(exif.length - 4, (int) sum.getValue());
            ByteBuffer turned = ByteBuffer.allocate(png.length + exif.length)
                    .put(png, 0, 33)
                    .put(exif)
                    .put(png, 33, png.length - 33);
            Files.write(file, turned.array());

            // when, then
            Mat upright = Orientation.TURNED_90.upright(pixels, expected);
            try (Mat again = imdecode(new Mat(PictureFolder.jpeg(file)), IMREAD_COLOR)) {
                assertThat(norm(again, upright, NORM_INF, new Mat())).isLessThan(5);
            }
        }
    }

    @Test
    void leavesAJpegAsItIsWhateverItsName() throws IOException {
        Path file = Files.write(directory.resolve("picture.png"), PICTURE);

        assertThat(PictureFolder.jpeg(file)).isEqualTo(PICTURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "webp"})
    void makesAnythingElseAJpegOfNearlyTheSamePixels(String format) {
        Path file = directory.resolve("picture." + format);
        try (Mat pixels = imdecode(new Mat(PICTURE), IMREAD_COLOR)) {
            imwrite(file.toString(), pixels);

            try (Mat again = imdecode(new Mat(PictureFolder.jpeg(file)), IMREAD_COLOR)) {
                assertThat(norm(again, pixels, NORM_INF, new Mat())).isLessThan(format.equals("webp") ? 100 : 5);
            }
        }
    }

    @Test
    void saysWhichFileIsNoPicture() throws IOException {
        Path text = Files.writeString(directory.resolve("text.png"), "not a picture");
        Path empty = Files.createFile(directory.resolve("empty.png"));

        assertThatThrownBy(() -> PictureFolder.jpeg(text))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll("text.png", "is not a supported picture");
        assertThatThrownBy(() -> PictureFolder.jpeg(empty))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll("empty.png", "is empty");
        assertThatThrownBy(() -> PictureFolder.jpeg(directory.resolve("none.png")))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll("none.png", "cannot be read");
    }

    @Test
    void refusesAFolderWithoutPictures() throws IOException {
        Path file = Files.createFile(directory.resolve("notes.txt"));

        assertThatThrownBy(() -> PictureFolder.open(directory))
                .hasMessageContainingAll(directory.toString(), "no picture");
        assertThatThrownBy(() -> PictureFolder.open(file)).hasMessageContainingAll(file.toString(), "not a folder");
        assertThatThrownBy(() -> PictureFolder.open(directory.resolve("none")))
                .hasMessageContainingAll("none", "does not exist");
    }
}
