package dev.hawkeye.vision.paint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.vision.detection.Box;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenePainterTest {
    private final BufferedImage picture = gray();

    @Test
    void drawsALineWithAnArrowToTheRightOfItsWay() {
        ScenePainter.paint(
                picture,
                List.of(),
                List.of(new ScenePainter.Line(List.of(at(100, 200), at(500, 200)), "gate: 9 in, 5 out")),
                List.of());

        assertThat(isGray(200, 200)).as("the line").isFalse();
        assertThat(isGray(300, 208))
                .as("below it, where one goes whose right hand it is")
                .isFalse();
        assertThat(isGray(300, 192)).as("above it").isTrue();
        assertThat(isGray(104, 206)).as("its label").isFalse();
    }

    @Test
    void drawsTheBorderOfAnAreaAndTintsIt() {
        ScenePainter.paint(
                picture,
                List.of(new ScenePainter.Area(
                        List.of(at(100, 100), at(300, 100), at(300, 300), at(100, 300)), "door: 2 inside")),
                List.of(),
                List.of());

        assertThat(isGray(300, 200)).as("border").isFalse();
        assertThat(isGray(200, 250)).as("inside").isFalse();
        assertThat(isGray(400, 250)).as("outside").isTrue();
    }

    @Test
    void drawsAnObjectWithItsLabelAndItsWay() {
        ShownObject car = new ShownObject(new Box(-1, 0.9f, 400, 200, 500, 260), "car");

        ScenePainter.paint(
                picture,
                List.of(),
                List.of(),
                List.of(new ScenePainter.Tracked(car, "car 14", List.of(at(250, 320), at(350, 320), at(450, 260)))));

        assertThat(isGray(500, 230)).as("box").isFalse();
        assertThat(isGray(410, 192)).as("label").isFalse();
        assertThat(isGray(300, 320)).as("way").isFalse();
        assertThat(isGray(450, 230)).as("inside the box").isTrue();
    }

    @Test
    void keepsLabelsInThePicture() {
        ScenePainter.paint(
                picture,
                List.of(new ScenePainter.Area(List.of(at(638, 380), at(640, 380), at(640, 384)), "corner: 0 inside")),
                List.of(),
                List.of());

        assertThat(isGray(600, 374)).as("label").isFalse();
    }

    private static Point2D at(int x, int y) {
        return new Point2D.Double(x, y);
    }

    private boolean isGray(int x, int y) {
        Color color = new Color(picture.getRGB(x, y));
        return Math.abs(color.getRed() - color.getBlue()) < 8;
    }

    private static BufferedImage gray() {
        BufferedImage picture = new BufferedImage(640, 384, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.GRAY);
        graphics.fillRect(0, 0, 640, 384);
        graphics.dispose();
        return picture;
    }
}
