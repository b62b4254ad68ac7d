package dev.hawkeye.vision;

import static dev.hawkeye.testing.BlockPictures.cell;
import static dev.hawkeye.testing.BlockPictures.jpeg;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.BlockPictures;
import dev.hawkeye.testing.BlockPictures.Block;
import dev.hawkeye.testing.BlockPictures.Color;
import dev.hawkeye.vision.detection.Box;
import dev.hawkeye.vision.detection.DetectionLimits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaneTest {
    @TempDir
    Path folder;

    @Test
    void findsABlockWhereItIs() throws IOException {
        byte[] picture = jpeg(640, 384, List.of(cell(Color.GREEN, 3, 2)));

        Outcome.Detected detected =
                (Outcome.Detected) detect(BlockModel.dynamic(), 1, picture).get(0);

        assertThat(detected.width()).isEqualTo(640);
        assertThat(detected.height()).isEqualTo(384);
        assertThat(detected.batchSize()).isEqualTo(1);
        assertBox(detected.boxes(), Color.GREEN, 96, 64, 128, 96);
        StepNanos times = detected.times();
        assertThat(List.of(times.decode(), times.letterbox(), times.inference(), times.nms()))
                .allMatch(nanos -> nanos > 0);
    }

    /** A block beside the upper left corner of what is stored, and where it is seen. */
    @ParameterizedTest
    @CsvSource({"2, 576, 0", "3, 576, 352", "4, 32, 352", "5, 0, 32", "6, 352, 32", "7, 352, 576", "8, 0, 576"})
    void seesAPictureUprightAlsoWhenItIsShrunkWhileDecoding(int exif, int left, int top) throws IOException {
        for (int times : List.of(1, 2)) {
            byte[] stored = jpeg(
                    640 * times, 384 * times, List.of(new Block(Color.RED, 32 * times, 0, 32 * times, 32 * times)));

            Outcome.Detected detected =
                    (Outcome.Detected) detect(BlockModel.dynamic(), 1, BlockPictures.turned(stored, exif))
                            .get(0);

            assertThat(detected.width()).isEqualTo(times * (exif > 4 ? 384 : 640));
            assertThat(detected.height()).isEqualTo(times * (exif > 4 ? 640 : 384));
            assertBox(detected.boxes(), Color.RED, left * times, top * times, (left + 32) * times, (top + 32) * times);
        }
    }

    @Test
    void worksOnAfterAPictureForWhichThereIsNoMemory() throws IOException {
        // given an input that is 1.7 GiB for a square, while the tests may use 1 GiB
        byte[] model = BlockModel.builder().metadata("imgsz", "[12288, 12288]").build();
        ByteBuffer flat = ByteBuffer.wrap(jpeg(960, 32, List.of(new Block(Color.RED, 320, 0, 32, 32))));
        ByteBuffer square = ByteBuffer.wrap(jpeg(32, 32, List.of()));
        try (Model loaded = load(model);
                Lane lane = loaded.newLane(DetectionLimits.DEFAULTS, 1)) {
            List<Outcome> before = lane.detect(List.of(flat));
            // when
            assertThatThrownBy(() -> lane.detect(List.of(square))).isInstanceOf(OutOfMemoryError.class);
            // then
            assertThat(boxes(lane.detect(List.of(flat)).get(0))).isNotEmpty().isEqualTo(boxes(before.get(0)));
        }
    }

    @Test
    void distinguishesColors() throws IOException {
        byte[] picture =
                jpeg(640, 384, List.of(cell(Color.RED, 0, 0), cell(Color.GREEN, 5, 5), cell(Color.BLUE, 19, 11)));

        List<Box> boxes = boxes(detect(BlockModel.dynamic(), 1, picture).get(0));

        assertThat(boxes).extracting(Box::classId).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(boxes).extracting(Box::confidence).isSortedAccordingTo((a, b) -> Float.compare(b, a));
    }

    @Test
    void findsNothingOnAGreyPicture() throws IOException {
        assertThat(boxes(detect(BlockModel.dynamic(), 1, jpeg(640, 384, List.of()))
                        .get(0)))
                .isEmpty();
    }

    @Test
    void givesBoxesInPixelsOfTheFullPicture() throws IOException {
        // halved and moved down by 12: the block's 64 x 64 pixels at 128, 104 fill the cell at 64, 64
        byte[] picture = jpeg(1280, 720, List.of(new Block(Color.BLUE, 128, 104, 64, 64)));

        assertBox(boxes(detect(BlockModel.dynamic(), 1, picture).get(0)), Color.BLUE, 128, 104, 192, 168);
    }

    @Test
    void scalesSmallPicturesUp() throws IOException {
        byte[] picture = jpeg(320, 192, List.of(new Block(Color.RED, 32, 48, 16, 16)));

        assertBox(boxes(detect(BlockModel.dynamic(), 1, picture).get(0)), Color.RED, 32, 48, 48, 64);
    }

    @Test
    void findsTheSameInAFarLargerPictureThatIsShrunkWhileDecoding() throws IOException {
        for (int times : List.of(2, 3, 4, 5, 8, 9)) {
            byte[] picture = jpeg(
                    640 * times,
                    384 * times,
                    List.of(new Block(Color.RED, 96 * times, 64 * times, 32 * times, 32 * times)));

            assertBox(
                    boxes(detect(BlockModel.dynamic(), 1, picture).get(0)),
                    Color.RED,
                    96 * times,
                    64 * times,
                    128 * times,
                    96 * times);
        }
    }

    @Test
    void clipsBoxesToThePicture() throws IOException {
        // 640 x 360 lies at y = 12: the first row of cells reaches above the picture
        byte[] picture = jpeg(640, 360, List.of(new Block(Color.RED, 0, 0, 32, 20)));

        assertBox(boxes(detect(BlockModel.dynamic(), 1, picture).get(0)), Color.RED, 0, 0, 32, 20);
    }

    @Test
    void putsThePictureIntoTheMiddleOfAFixedShape() throws IOException {
        // 320 x 192 into 320 x 320: moved down by 64
        byte[] picture = jpeg(320, 192, List.of(cell(Color.GREEN, 4, 1)));

        assertBox(boxes(detect(BlockModel.fixed(1, 320, 320), 4, picture).get(0)), Color.GREEN, 128, 32, 160, 64);
    }

    @Test
    void givesTheSameForABatchAsForEachPictureAlone() throws IOException {
        List<Color> colors = List.of(Color.values());
        List<byte[]> pictures = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            pictures.add(jpeg(640, 384, List.of(cell(colors.get(i % 3), i, i), cell(Color.RED, 19 - i, 0))));
        }
        byte[][] all = pictures.toArray(byte[][]::new);

        List<Outcome> together = detect(BlockModel.dynamic(), 4, all);

        assertThat(together)
                .extracting(outcome -> ((Outcome.Detected) outcome).batchSize())
                .containsExactly(4, 4, 4, 4, 3, 3, 3);
        for (int i = 0; i < all.length; i++) {
            assertThat(boxes(together.get(i)))
                    .hasSize(2)
                    .isEqualTo(boxes(detect(BlockModel.dynamic(), 1, all[i]).get(0)));
        }
    }

    @Test
    void takesPicturesOfDifferentShapesInOneCall() throws IOException {
        byte[] wide = jpeg(640, 384, List.of(cell(Color.RED, 1, 1)));
        byte[] tall = jpeg(384, 640, List.of(cell(Color.GREEN, 2, 15)));
        byte[] square = jpeg(640, 640, List.of(cell(Color.BLUE, 19, 19)));

        List<Outcome> outcomes = detect(BlockModel.dynamic(), 4, wide, tall, wide, square);

        assertThat(outcomes)
                .extracting(outcome -> ((Outcome.Detected) outcome).batchSize())
                .containsExactly(2, 1, 2, 1);
        assertBox(boxes(outcomes.get(0)), Color.RED, 32, 32, 64, 64);
        assertBox(boxes(outcomes.get(1)), Color.GREEN, 64, 480, 96, 512);
        assertBox(boxes(outcomes.get(2)), Color.RED, 32, 32, 64, 64);
        assertBox(boxes(outcomes.get(3)), Color.BLUE, 608, 608, 640, 640);
    }

    @Test
    void leavesNothingOfAnEarlierPictureBehind() throws IOException {
        try (Model model = load(BlockModel.dynamic());
                Lane lane = model.newLane(DetectionLimits.DEFAULTS, 1)) {
            byte[] full = jpeg(640, 640, List.of(new Block(Color.RED, 0, 0, 640, 640)));
            assertThat(boxes(lane.detect(List.of(ByteBuffer.wrap(full))).get(0)))
                    .hasSize(300);

            for (int[] size : new int[][] {{640, 360}, {360, 640}, {630, 630}}) {
                byte[] gray = jpeg(size[0], size[1], List.of());
                assertThat(boxes(lane.detect(List.of(ByteBuffer.wrap(gray))).get(0)))
                        .isEmpty();
            }
        }
    }

    @Test
    void fillsUpAFixedBatch() throws IOException {
        byte[] picture = jpeg(320, 320, List.of(cell(Color.BLUE, 2, 3)));

        List<Outcome> outcomes = detect(BlockModel.fixed(2, 320, 320), 1, picture, picture, picture);

        assertThat(outcomes).hasSize(3).allSatisfy(outcome -> assertBox(boxes(outcome), Color.BLUE, 64, 96, 96, 128));
        assertThat(outcomes)
                .extracting(outcome -> ((Outcome.Detected) outcome).batchSize())
                .containsExactly(2, 2, 1);
    }

    @Test
    void aBadPictureFailsAloneAndInItsPlace() throws IOException {
        byte[] good = jpeg(640, 384, List.of(cell(Color.RED, 1, 1)));
        byte[] cut = Arrays.copyOf(good, good.length - 2);
        byte[] scrambled = good.clone();
        // a quantization table of a precision that does not exist
        scrambled[24] = (byte) 0xFF;
        byte[] huge = jpeg(1000, 1001, List.of());

        List<Outcome> outcomes;
        try (Model model = load(BlockModel.dynamic());
                Lane lane = model.newLane(new DetectionLimits(0.25f, 0.7f, 300, true, 1_000_000), 4)) {
            outcomes = lane.detect(buffers(good, cut, new byte[0], scrambled, huge, good));
        }

        assertBox(boxes(outcomes.get(0)), Color.RED, 32, 32, 64, 64);
        assertThat(outcomes.get(1)).isEqualTo(new Outcome.Failed("JPEG is truncated"));
        assertThat(outcomes.get(2)).isEqualTo(new Outcome.Failed("picture is empty (0 bytes)"));
        assertThat(outcomes.get(3)).isEqualTo(new Outcome.Failed("JPEG cannot be decoded"));
        assertThat(outcomes.get(4))
                .isInstanceOf(Outcome.Failed.class)
                .asString()
                .contains("1000x1001", "max-pixels");
        assertBox(boxes(outcomes.get(5)), Color.RED, 32, 32, 64, 64);
    }

    @Test
    void triesEachPictureAloneWhenABatchFails() throws IOException {
        byte[] onnx = BlockModel.builder().failingOnBatches().build();
        byte[] wide = jpeg(640, 384, List.of(cell(Color.RED, 1, 1)));
        byte[] tall = jpeg(384, 640, List.of(cell(Color.GREEN, 1, 1)));

        List<Outcome> outcomes = detect(onnx, 2, wide, tall, wide);

        assertBox(boxes(outcomes.get(0)), Color.RED, 32, 32, 64, 64);
        assertBox(boxes(outcomes.get(1)), Color.GREEN, 32, 32, 64, 64);
        assertBox(boxes(outcomes.get(2)), Color.RED, 32, 32, 64, 64);
    }

    @Test
    void failsEveryPictureOnceItIsCancelled() throws IOException {
        byte[] picture = jpeg(640, 384, List.of(cell(Color.RED, 1, 1)));
        try (Model model = load(BlockModel.dynamic());
                Lane lane = model.newLane(DetectionLimits.DEFAULTS, 2)) {
            lane.cancel();

            assertThat(lane.detect(buffers(picture, picture)))
                    .allSatisfy(outcome -> assertThat(((Outcome.Failed) outcome).reason())
                            .startsWith("inference failed: ")
                            .doesNotContain("\n"));
        }
    }

    @Test
    void survivesBytesTurnedOverAtRandom() throws IOException {
        Random random = new Random(7);
        byte[] good = jpeg(160, 96, List.of(cell(Color.RED, 1, 1)));
        try (Model model = load(BlockModel.dynamic());
                Lane lane = model.newLane(new DetectionLimits(0.25f, 0.7f, 300, true, 1_000_000), 2)) {
            for (int i = 0; i < 300; i++) {
                byte[] bad = good.clone();
                for (int flips = 0; flips < 4; flips++) {
                    bad[2 + random.nextInt(bad.length - 4)] = (byte) random.nextInt(256);
                }
                assertThat(lane.detect(buffers(bad, good)))
                        .hasSize(2)
                        .element(1)
                        .isInstanceOf(Outcome.Detected.class);
            }
        }
    }

    @Test
    void leavesTheBuffersAsTheyAre() throws IOException {
        byte[] picture = jpeg(640, 384, List.of(cell(Color.RED, 1, 1)));
        ByteBuffer direct = ByteBuffer.allocateDirect(picture.length + 9)
                .position(5)
                .put(picture)
                .flip()
                .position(5);
        ByteBuffer readOnly = ByteBuffer.wrap(picture).asReadOnlyBuffer();

        try (Model model = load(BlockModel.dynamic());
                Lane lane = model.newLane(DetectionLimits.DEFAULTS, 2)) {
            assertThat(lane.detect(List.of(direct, readOnly)))
                    .allSatisfy(outcome -> assertBox(boxes(outcome), Color.RED, 32, 32, 64, 64));
        }

        assertThat(direct.position()).isEqualTo(5);
        assertThat(readOnly.remaining()).isEqualTo(picture.length);
    }

    @Test
    void lanesOfOneModelWorkAtTheSameTime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (Model model = load(BlockModel.dynamic())) {
            List<Future<?>> runs = new ArrayList<>();
            for (Color color : Color.values()) {
                runs.add(threads.submit(() -> {
                    try (Lane lane = model.newLane(DetectionLimits.DEFAULTS, 2)) {
                        for (int i = 0; i < 20; i++) {
                            byte[] picture = jpeg(640, 384, List.of(cell(color, i, color.classId())));
                            List<Outcome> outcomes = lane.detect(buffers(picture, picture));
                            int row = color.classId();
                            assertBox(boxes(outcomes.get(1)), color, 32 * i, 32 * row, 32 * i + 32, 32 * row + 32);
                        }
                    }
                }));
            }
            for (Future<?> run : runs) {
                run.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void freesItsNativeMemory() throws IOException {
        byte[] picture = jpeg(640, 640, List.of(cell(Color.RED, 1, 1)));
        try (Model model = load(BlockModel.dynamic())) {
            long before = Pointer.totalBytes();
            for (int i = 0; i < 3; i++) {
                try (Lane lane = model.newLane(DetectionLimits.DEFAULTS, 2)) {
                    lane.detect(buffers(picture, picture));
                    // the input alone is 2 x 3 x 640 x 640 floats
                    assertThat(Pointer.totalBytes()).isGreaterThan(before + 9_000_000);
                }
            }
            assertThat(Pointer.totalBytes()).isLessThan(before + 1_000_000);
        }
    }

    @Test
    void doesNothingOnceClosed() throws IOException {
        try (Model model = load(BlockModel.dynamic())) {
            Lane lane = model.newLane(DetectionLimits.DEFAULTS, 1);
            lane.close();
            lane.close();

            assertThatThrownBy(() -> lane.detect(List.of())).hasMessage("this lane is closed");
        }
    }

    private Model load(byte[] onnx) throws IOException {
        return Model.load(Files.write(folder.resolve("blocks.onnx"), onnx), 1);
    }

    private List<Outcome> detect(byte[] onnx, int maxBatch, byte[]... jpegs) throws IOException {
        try (Model model = load(onnx);
                Lane lane = model.newLane(DetectionLimits.DEFAULTS, maxBatch)) {
            return lane.detect(buffers(jpegs));
        }
    }

    private static List<ByteBuffer> buffers(byte[]... jpegs) {
        return Arrays.stream(jpegs).map(ByteBuffer::wrap).toList();
    }

    private static List<Box> boxes(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Detected.class);
        return ((Outcome.Detected) outcome).boxes();
    }

    private static void assertBox(List<Box> boxes, Color color, float x1, float y1, float x2, float y2) {
        assertThat(boxes).singleElement().satisfies(box -> {
            assertThat(box.classId()).isEqualTo(color.classId());
            assertThat(box.confidence()).isBetween(0.85f, 0.9f);
            assertThat(box.x1()).isCloseTo(x1, within(0.01f));
            assertThat(box.y1()).isCloseTo(y1, within(0.01f));
            assertThat(box.x2()).isCloseTo(x2, within(0.01f));
            assertThat(box.y2()).isCloseTo(y2, within(0.01f));
        });
    }
}
