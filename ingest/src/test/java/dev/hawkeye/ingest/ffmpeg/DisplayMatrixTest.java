package dev.hawkeye.ingest.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.vision.picture.Orientation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DisplayMatrixTest {

    /** The pixel (x, y) is seen at (a x + c y, b x + d y): so much of a matrix decides. */
    @ParameterizedTest
    @CsvSource({
        "65536, 0, 0, 65536, UPRIGHT",
        "-65536, 0, 0, 65536, MIRRORED",
        "-65536, 0, 0, -65536, TURNED_180",
        "65536, 0, 0, -65536, MIRRORED_TURNED_180",
        "0, 65536, 65536, 0, MIRRORED_TURNED_270",
        "0, 65536, -65536, 0, TURNED_90",
        "0, -65536, -65536, 0, MIRRORED_TURNED_90",
        "0, -65536, 65536, 0, TURNED_270",
        "1000, 65530, -65530, 1000, TURNED_90", // a hair's breadth off
        "0, 131072, -32768, 0, TURNED_90", // and scaled
        "-2147483648, 0, 0, -2147483648, TURNED_180",
        "0, 0, 0, 0, UPRIGHT",
        "0, 65536, 0, 0, UPRIGHT",
    })
    void everyRightAngleAndReflectionHasItsOrientation(int a, int b, int c, int d, Orientation expected) {
        assertThat(DisplayMatrix.orientation(a, b, c, d)).isEqualTo(expected);
    }
}
