package dev.hawkeye.vision.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR_444;

import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.BlockPictures;
import dev.hawkeye.testing.BlockPictures.Color;
import dev.hawkeye.testing.Damage;
import dev.hawkeye.vision.Lane;
import dev.hawkeye.vision.Model;
import dev.hawkeye.vision.Outcome;
import dev.hawkeye.vision.detection.Box;
import dev.hawkeye.vision.detection.DetectionLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** JPEGs of several forms, damaged by chance, through the native decoder and a model; a crash ends the whole test run. */
final class JpegFuzzIT {
    private static final long MAX_PIXELS = 1_000_000;
    private static final byte[] GOOD = BlockPictures.jpeg(96, 64, List.of(BlockPictures.cell(Color.RED, 1, 1)));

    private static Path file;
    private static Model model;
    private static Lane lane;
    private static List<Box> expected;

    @BeforeContainer
    static void load() throws IOException {
        file = Files.createTempFile("blocks", ".onnx");
        Files.write(file, BlockModel.dynamic());
        model = Model.load(file, 1);
        lane = model.newLane(new DetectionLimits(0.25f, 0.7f, 300, true, MAX_PIXELS), 2);
        expected =
                ((Outcome.Detected) lane.detect(List.of(ByteBuffer.wrap(GOOD))).get(0)).boxes();
        assertThat(expected).isNotEmpty();
    }

    @AfterContainer
    static void unload() throws IOException {
        lane.close();
        model.close();
        Files.delete(file);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void aDamagedPictureIsAnalyzedOrFailedAndItsNeighborIsSeenAsEver(@ForAll("damaged") byte[] jpeg) {
        // when
        List<Outcome> outcomes = lane.detect(List.of(ByteBuffer.wrap(jpeg), ByteBuffer.wrap(GOOD)));

        // then
        if (outcomes.get(0) instanceof Outcome.Failed failed) {
            assertThat(failed.reason()).isNotBlank().doesNotContain("\n");
        } else {
            Outcome.Detected detected = (Outcome.Detected) outcomes.get(0);
            assertThat((long) detected.width() * detected.height()).isBetween(1L, MAX_PIXELS);
            assertThat(detected.boxes()).allSatisfy(box -> {
                assertThat(box.x1()).isBetween(0f, box.x2());
                assertThat(box.x2()).isLessThanOrEqualTo(detected.width());
                assertThat(box.y1()).isBetween(0f, box.y2());
                assertThat(box.y2()).isLessThanOrEqualTo(detected.height());
            });
        }
        assertThat(((Outcome.Detected) outcomes.get(1)).boxes()).isEqualTo(expected);
    }

    @Provide
    Arbitrary<byte[]> damaged() {
        byte[] small = BlockPictures.jpeg(33, 47, List.of());
        return Damage.of(List.of(
                GOOD,
                small,
                BlockPictures.jpeg(640, 8, List.of()),
                Jpegs.encodedAgain(GOOD, IMWRITE_JPEG_PROGRESSIVE, 1),
                Jpegs.encodedAgain(small, IMWRITE_JPEG_RST_INTERVAL, 2),
                Jpegs.encodedAgain(GOOD, IMWRITE_JPEG_SAMPLING_FACTOR, IMWRITE_JPEG_SAMPLING_FACTOR_444)));
    }
}
