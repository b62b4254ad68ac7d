package dev.hawkeye.vision.paint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hawkeye.testing.BlockPictures;
import dev.hawkeye.vision.detection.Box;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class BoxPainterTest {
    private static final ShownObject PERSON = new ShownObject(new Box(0, 0.9f, 100, 100, 300, 200), "person");
    private static final ShownObject CAR = new ShownObject(new Box(1, 0.8f, 400, 100, 600, 200), "car");

    private final byte[] gray = BlockPictures.jpeg(640, 384, List.of());

    @Test
    void drawsTheFrameOfABoxAndItsLabel() throws IOException {
        BufferedImage painted = image(BoxPainter.paint(gray, List.of(PERSON), 90));

        assertThat(painted.getWidth()).isEqualTo(640);
        assertThat(painted.getHeight()).isEqualTo(384);
        assertThat(isGray(painted, 200, 100)).isFalse();
        assertThat(isGray(painted, 300, 150)).isFalse();
        assertThat(isGray(painted, 110, 92)).as("label above the box").isFalse();
        assertThat(isGray(painted, 200, 150)).as("inside of the box").isTrue();
        assertThat(isGray(painted, 500, 300)).as("outside of the box").isTrue();
    }

    @Test
    void writesDarkLettersOnTheColorOfTheClass() throws IOException {
        BufferedImage painted = image(BoxPainter.paint(gray, List.of(PERSON), 95));

        Map<Boolean, Long> label = IntStream.range(102, 160)
                .boxed()
                .flatMap(x -> IntStream.range(84, 98).mapToObj(y -> new Color(painted.getRGB(x, y))))
                .collect(Collectors.partitioningBy(color -> color.getGreen() < 90, Collectors.counting()));
        assertThat(label.get(true)).as("pixels of letters").isGreaterThan(60);
        assertThat(label.get(false)).as("pixels around them").isGreaterThan(300);
    }

    @Test
    void givesEachClassAColorOfItsOwn() throws IOException {
        BufferedImage painted = image(BoxPainter.paint(gray, List.of(PERSON, CAR), 95));

        assertThat(hue(painted, 200, 100)).isNotCloseTo(hue(painted, 500, 100), within(0.1f));
    }

    @Test
    void letsTheObjectOfAnEventStandOutAndAllElseRecede() throws IOException {
        BufferedImage painted = image(BoxPainter.paintEvent(gray, List.of(PERSON, CAR), "car", 95));

        assertThat(brightness(painted, 500, 150)).as("the car").isCloseTo(114, within(6));
        assertThat(brightness(painted, 200, 150)).as("the person").isLessThan(80);
        assertThat(brightness(painted, 50, 300)).as("the street").isLessThan(80);
        assertThat(isColorful(painted, 500, 100)).as("frame of the car").isTrue();
        assertThat(isColorful(painted, 200, 100)).as("frame of the person").isFalse();
        assertThat(brightness(painted, 200, 100)).as("frame of the person").isGreaterThan(85);
    }

    @Test
    void letsOneOfTwoObjectsOfAClassStandOut() throws IOException {
        ShownObject other = new ShownObject(new Box(1, 0.9f, 100, 100, 300, 200), "car");

        BufferedImage painted = image(BoxPainter.paintSubjects(gray, List.of(other, CAR), List.of(CAR), 95));

        assertThat(brightness(painted, 500, 150)).as("its inside").isCloseTo(114, within(6));
        assertThat(brightness(painted, 200, 150)).as("the other's").isLessThan(80);
        assertThat(isColorful(painted, 500, 100)).isTrue();
        assertThat(isColorful(painted, 200, 100)).isFalse();
    }

    @Test
    void drawsAllObjectsAlikeWhereNoneIsOfTheEvent() {
        assertThat(BoxPainter.paintEvent(gray, List.of(PERSON, CAR), "dog", 90))
                .isEqualTo(BoxPainter.paint(gray, List.of(PERSON, CAR), 90));
    }

    @Test
    void copesWithBoxesAtTheEdgesAndOddLabels() {
        byte[] small = BlockPictures.jpeg(64, 32, List.of());
        List<ShownObject> objects = List.of(
                new ShownObject(new Box(5, 1, 0, 0, 64, 32), ""),
                new ShownObject(new Box(79, 0.3f, 63, 31, 64, 32), "自転車"),
                new ShownObject(new Box(0, 1, 0, 0, 64, 20), "自転車 велосипед ποδήλατο 🚲"),
                new ShownObject(new Box(0, 1, 5, 5, 5, 5), "a very long label, longer than the picture"));

        assertThat(BoxPainter.paint(small, objects, 1)).isNotEmpty();
        assertThat(BoxPainter.paintEvent(small, objects, "", 1)).isNotEmpty();
    }

    @Test
    void refusesWhatIsNoPicture() {
        assertThatThrownBy(() -> BoxPainter.paint(new byte[] {1, 2, 3}, List.of(), 90))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be decoded");
    }

    private static boolean isColorful(BufferedImage picture, int x, int y) {
        Color color = new Color(picture.getRGB(x, y));
        return Color.RGBtoHSB(color.getRed(), color.getGreen(), color.getBlue(), null)[1] > 0.3f;
    }

    private static int brightness(BufferedImage picture, int x, int y) {
        Color color = new Color(picture.getRGB(x, y));
        return (color.getRed() + color.getGreen() + color.getBlue()) / 3;
    }

    private static BufferedImage image(byte[] jpeg) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }

    private static boolean isGray(BufferedImage picture, int x, int y) {
        Color color = new Color(picture.getRGB(x, y));
        return Math.abs(color.getRed() - 114) + Math.abs(color.getGreen() - 114) + Math.abs(color.getBlue() - 114) < 30;
    }

    private static float hue(BufferedImage picture, int x, int y) {
        Color color = new Color(picture.getRGB(x, y));
        return Color.RGBtoHSB(color.getRed(), color.getGreen(), color.getBlue(), null)[0];
    }
}
