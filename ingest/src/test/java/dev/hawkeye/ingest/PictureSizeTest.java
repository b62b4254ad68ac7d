package dev.hawkeye.ingest;

import static org.assertj.core.api.Assertions.assertThat;

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
}
