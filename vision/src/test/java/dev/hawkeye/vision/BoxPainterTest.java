package dev.hawkeye.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hawkeye.testing.Pictures;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class BoxPainterTest {
    private static final Box BOX = new Box(0, 0.9f, 100, 100, 300, 200);

    @Test
    void drawsTheFrameOfABoxAndItsLabel() throws IOException {
        byte[] jpeg = Pictures.jpeg(640, 384, List.of());

        BufferedImage painted = image(BoxPainter.paint(jpeg, List.of(BOX), List.of("person"), 90));

        assertThat(painted.getWidth()).isEqualTo(640);
        assertThat(painted.getHeight()).isEqualTo(384);
        assertThat(isGrey(painted, 200, 100)).isFalse();
        assertThat(isGrey(painted, 300, 150)).isFalse();
        assertThat(isGrey(painted, 110, 92)).as("label above the box").isFalse();
        assertThat(isGrey(painted, 200, 150)).as("inside of the box").isTrue();
        assertThat(isGrey(painted, 500, 300)).as("outside of the box").isTrue();
    }

    @Test
    void givesEachClassAColourOfItsOwn() throws IOException {
        byte[] jpeg = Pictures.jpeg(640, 384, List.of());
        Box other = new Box(1, 0.9f, 400, 100, 600, 200);

        BufferedImage painted = image(BoxPainter.paint(jpeg, List.of(BOX, other), List.of("a", "b"), 95));

        assertThat(hue(painted, 200, 100)).isNotCloseTo(hue(painted, 500, 100), within(0.1f));
    }

    @Test
    void copesWithBoxesAtTheEdgesAndOddLabels() {
        byte[] jpeg = Pictures.jpeg(64, 32, List.of());
        List<Box> boxes =
                List.of(new Box(5, 1, 0, 0, 64, 32), new Box(79, 0.3f, 63, 31, 64, 32), new Box(0, 1, 5, 5, 5, 5));

        assertThat(BoxPainter.paint(jpeg, boxes, List.of("", "自転車", "a very long label, longer than the picture"), 1))
                .isNotEmpty();
    }

    @Test
    void refusesWhatIsNoPictureAndLabelsThatDoNotMatch() {
        assertThatThrownBy(() -> BoxPainter.paint(new byte[] {1, 2, 3}, List.of(), List.of(), 90))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be decoded");
        assertThatThrownBy(() -> BoxPainter.paint(new byte[] {1}, List.of(BOX), List.of(), 90))
                .hasMessage("labels must be as many as boxes (1), got: 0");
    }

    private static BufferedImage image(byte[] jpeg) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }

    private static boolean isGrey(BufferedImage picture, int x, int y) {
        Color color = new Color(picture.getRGB(x, y));
        return Math.abs(color.getRed() - 114) + Math.abs(color.getGreen() - 114) + Math.abs(color.getBlue() - 114) < 30;
    }

    private static float hue(BufferedImage picture, int x, int y) {
        Color color = new Color(picture.getRGB(x, y));
        return Color.RGBtoHSB(color.getRed(), color.getGreen(), color.getBlue(), null)[0];
    }
}
