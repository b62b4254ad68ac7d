package dev.hawkeye.ingest.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PictureSizeTest {

    @ParameterizedTest
    @CsvSource({
        "1920, 1080, 1280, 1280, 720",
        "1920, 1080, 0, 1920, 1080",
        "1279, 719, 1280, 1279, 719",
        "1080, 1920, 640, 640, 1138",
        "1920, 1080, 333, 333, 188",
        "5000, 3, 100, 100, 2",
    })
    void keepsTheAspectRatioAndAnEvenHeightAndNeverScalesUp(int w, int h, int maxWidth, int toW, int toH) {
        assertThat(new PictureSize(w, h).within(maxWidth)).isEqualTo(new PictureSize(toW, toH));
    }

    @Test
    void growsAlongTheLongerSideOfItsPixels() {
        PictureSize half = new PictureSize(320, 360);
        assertThat(half.withSquarePixels(2, 1)).isEqualTo(new PictureSize(640, 360));
        assertThat(new PictureSize(720, 576).withSquarePixels(64, 45)).isEqualTo(new PictureSize(1024, 576));
        assertThat(new PictureSize(704, 288).withSquarePixels(1, 2)).isEqualTo(new PictureSize(704, 576));
    }

    @Test
    void staysAsItIsWhereTheShapeOfItsPixelsIsUnknownOrAbsurd() {
        PictureSize size = new PictureSize(640, 360);
        int[][] shapes = {{0, 1}, {1, 0}, {0, 0}, {-2, 1}, {1, 1}, {1001, 1000}, {100, 1}, {1, 100}, {1, 2147483647}};
        for (int[] shape : shapes) {
            assertThat(size.withSquarePixels(shape[0], shape[1]))
                    .as("%d:%d", shape[0], shape[1])
                    .isEqualTo(size);
        }
        PictureSize widest = new PictureSize(65_000, 100);
        assertThat(widest.withSquarePixels(2, 1)).isEqualTo(widest);
    }

    @ParameterizedTest(name = "{0} x {1} within {2}: {3} x {4}")
    @CsvSource({
        "100, 70000, 0, 94, 65500",
        "70000, 100, 0, 65500, 94",
        "700, 70000, 1280, 656, 65500",
        "2000, 200000, 1280, 656, 65500",
        "1, 70000, 0, 2, 65500"
    })
    void noSideIsLongerThanAJpegCanHold(int width, int height, int most, int scaledWidth, int scaledHeight) {
        assertThat(new PictureSize(width, height).within(most)).isEqualTo(new PictureSize(scaledWidth, scaledHeight));
    }
}
