package dev.hawkeye.vision.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hawkeye.testing.BlockPictures;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegScalerTest {
    private static final long MEGAPIXELS = 50_000_000;

    @ParameterizedTest
    @CsvSource({
        // width, height, most, width and height then
        "1280, 720, 640, 640, 360",
        "1280, 720, 480, 480, 270",
        "1280, 720, 1279, 1279, 719",
        "1280, 720, 40, 40, 23",
        "1281, 17, 16, 16, 1",
        "700, 4, 16, 16, 1",
        "33, 1000, 32, 32, 970"
    })
    void aWiderPictureGetsTheWidthAndKeepsItsForm(int width, int height, int most, int thenWidth, int thenHeight)
            throws PictureException {
        JpegScaler.Scaled scaled = JpegScaler.scale(BlockPictures.plain(width, height, 100), most, MEGAPIXELS, 85);

        assertThat(JpegHeader.read(ByteBuffer.wrap(scaled.jpeg()), MEGAPIXELS))
                .isEqualTo(new JpegHeader(thenWidth, thenHeight, Orientation.UPRIGHT));
        assertThat(scaled.factor()).isEqualTo((float) thenWidth / width);
    }

    @Test
    void theWidthIsThatOfThePictureAsItIsSeen() throws PictureException {
        byte[] jpeg = BlockPictures.turned(BlockPictures.plain(1280, 720, 100), 6);

        JpegScaler.Scaled scaled = JpegScaler.scale(jpeg, 360, MEGAPIXELS, 85);

        assertThat(JpegHeader.read(ByteBuffer.wrap(scaled.jpeg()), MEGAPIXELS))
                .isEqualTo(new JpegHeader(360, 640, Orientation.UPRIGHT));
        assertThat(scaled.factor()).isEqualTo(0.5f);
    }

    @Test
    void aPictureThatIsNoWiderStaysAsItIs() throws PictureException {
        byte[] jpeg = BlockPictures.plain(320, 200, 100);

        JpegScaler.Scaled scaled = JpegScaler.scale(jpeg, 320, MEGAPIXELS, 85);

        assertThat(scaled.jpeg()).isSameAs(jpeg);
        assertThat(scaled.factor()).isEqualTo(1);
    }

    @Test
    void aPictureOfTooManyPixelsIsRefusedEvenWhenNothingIsToBeScaled() {
        byte[] jpeg = BlockPictures.plain(320, 200, 100);

        assertThatExceptionOfType(PictureException.class)
                .isThrownBy(() -> JpegScaler.scale(jpeg, 1000, 320 * 200 - 1, 85))
                .withMessageContaining("too large");
    }

    @Test
    void aTornPictureIsRefused() {
        byte[] jpeg = BlockPictures.plain(320, 200, 100);

        assertThatExceptionOfType(PictureException.class)
                .isThrownBy(() -> JpegScaler.scale(Arrays.copyOf(jpeg, jpeg.length / 2), 100, MEGAPIXELS, 85))
                .withMessage("JPEG is truncated");
        assertThatExceptionOfType(PictureException.class)
                .isThrownBy(() -> JpegScaler.scale(new byte[1000], 100, MEGAPIXELS, 85))
                .withMessage("picture is not a JPEG");
    }
}
