package dev.hawkeye.vision.paint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.testing.BlockPictures;
import dev.hawkeye.vision.detection.Box;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class EventCropTest {
    private final byte[] gray = BlockPictures.jpeg(640, 384, List.of());

    @Test
    void cutsOutTheSurestObjectOfTheClassWithSomeOfWhatIsAround() throws IOException {
        List<ShownObject> objects = List.of(
                new ShownObject(new Box(0, 0.95f, 0, 0, 640, 384), "bus"),
                new ShownObject(new Box(1, 0.5f, 10, 10, 20, 20), "car"),
                new ShownObject(new Box(1, 0.9f, 100, 100, 300, 200), "car"));

        BufferedImage crop = crop(objects, "car");

        // 200 x 100 pixels and a quarter of it on each side, enlarged to 320
        assertThat(crop.getWidth()).isEqualTo(320);
        assertThat(crop.getHeight()).isEqualTo(160);
    }

    @Test
    void endsAtTheEdgeOfThePictureAndEnlargesNoSpeckBeyondRecognition() throws IOException {
        BufferedImage crop = crop(List.of(new ShownObject(new Box(1, 0.9f, 634, 0, 640, 4), "car")), "car");

        assertThat(crop.getWidth()).isEqualTo(4 * (6 + 16));
        assertThat(crop.getHeight()).isEqualTo(4 * (4 + 16));
    }

    @Test
    void isNoneWithoutAnObjectOfTheClass() {
        assertThat(EventCrop.of(gray, List.of(new ShownObject(new Box(1, 1, 0, 0, 9, 9), "car")), "dog", 90))
                .isEmpty();
    }

    private BufferedImage crop(List<ShownObject> objects, String className) throws IOException {
        byte[] jpeg = EventCrop.of(gray, objects, className, 90).orElseThrow();
        return ImageIO.read(new ByteArrayInputStream(jpeg));
    }
}
