package dev.hawkeye.vision.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LetterboxTest {
    @ParameterizedTest
    @CsvSource({
        // picture, input, scaled picture, left, top
        "1280,  720, 640, 384, 640, 360,  0, 12",
        "1920, 1080, 640, 384, 640, 360,  0, 12",
        " 810, 1080, 480, 640, 480, 640,  0,  0",
        " 640,  480, 640, 480, 640, 480,  0,  0",
        " 640,  640, 640, 640, 640, 640,  0,  0",
        " 500,  375, 640, 480, 640, 480,  0,  0",
        " 427,  640, 448, 640, 427, 640, 10,  0",
        "  99,  100, 640, 640, 634, 640,  3,  0",
        " 320,  181, 640, 384, 640, 362,  0, 11",
        "1000,  561, 640, 384, 640, 359,  0, 12",
        "6400,    1, 640,  32, 640,   1,  0, 15",
        "   1,    1, 640, 640, 640, 640,  0,  0",
    })
    void fitsTheSmallestRectangleAsUltralyticsDoes(
            int pictureWidth,
            int pictureHeight,
            int inputWidth,
            int inputHeight,
            int width,
            int height,
            int left,
            int top) {
        Letterbox letterbox = Letterbox.rectangle(pictureWidth, pictureHeight, 640, 32);

        assertThat(letterbox.input()).isEqualTo(new InputShape(inputWidth, inputHeight));
        assertThat(letterbox.width()).isEqualTo(width);
        assertThat(letterbox.height()).isEqualTo(height);
        assertThat(letterbox.left()).isEqualTo(left);
        assertThat(letterbox.top()).isEqualTo(top);
    }

    @ParameterizedTest
    @CsvSource({
        "1280, 720, 640, 360, 0, 140",
        "810, 1080, 480, 640, 80, 0",
        "320, 320, 640, 640, 0, 0",
        "427, 640, 427, 640, 106, 0"
    })
    void centersInAFixedShape(int pictureWidth, int pictureHeight, int width, int height, int left, int top) {
        InputShape square = new InputShape(640, 640);

        Letterbox letterbox = Letterbox.fixed(pictureWidth, pictureHeight, square);

        assertThat(letterbox)
                .isEqualTo(new Letterbox(
                        square, width, height, left, top, Math.min(640.0 / pictureWidth, 640.0 / pictureHeight)));
    }

    @Test
    void roundsHalvesToEvenAsPythonDoes() {
        // 1280 x 721 has 360.5 rows and 1280 x 723 has 361.5
        assertThat(Letterbox.rectangle(1280, 721, 640, 32).height()).isEqualTo(360);
        assertThat(Letterbox.rectangle(1280, 723, 640, 32).height()).isEqualTo(362);
    }

    @Test
    void scalesBoxesBackToThePicture() {
        Letterbox letterbox = Letterbox.rectangle(1280, 720, 640, 32);

        assertThat(letterbox.pictureX(320)).isEqualTo(640);
        assertThat(letterbox.pictureY(12)).isZero();
        assertThat(letterbox.pictureY(372)).isEqualTo(720);
    }

    @ParameterizedTest
    @CsvSource({"640, 1", "1279, 1", "1280, 2", "2559, 2", "2560, 4", "5119, 4", "5120, 8", "60000, 8"})
    void shrinksWhileDecodingOnlyToWhatTheInputNeeds(int pictureWidth, int reduction) {
        Letterbox letterbox = Letterbox.rectangle(pictureWidth, pictureWidth / 2, 640, 32);

        assertThat(letterbox.reduction()).isEqualTo(reduction);
    }
}
