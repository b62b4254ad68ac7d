package dev.hawkeye.vision;

import static dev.hawkeye.testing.Pictures.cell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.opencv.global.opencv_core.NORM_INF;
import static org.bytedeco.opencv.global.opencv_core.norm;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imwrite;

import dev.hawkeye.testing.Pictures;
import dev.hawkeye.testing.Pictures.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureFolderTest {
    private static final byte[] PICTURE = Pictures.jpeg(64, 96, List.of(cell(Color.RED, 1, 1)));

    @TempDir
    Path directory;

    @Test
    void listsThePicturesInTheOrderOfTheirNamesAndNothingElse() throws IOException {
        for (String name : List.of("b.JPG", "a.png", "d.jpeg", "c.webp", "e.bmp", "notes.txt")) {
            Files.createFile(directory.resolve(name));
        }
        Files.createFile(Files.createDirectory(directory.resolve("more.jpg")).resolve("f.jpg"));

        PictureFolder folder = PictureFolder.open(directory);

        assertThat(folder.files())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("a.png", "b.JPG", "c.webp", "d.jpeg", "e.bmp");
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
                .hasMessageContainingAll("text.png", "cannot be decoded");
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
