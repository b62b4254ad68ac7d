package dev.hawkeye.vision.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hawkeye.vision.input.InputShape;
import dev.hawkeye.vision.input.Letterbox;
import dev.hawkeye.vision.picture.JpegHeader;
import dev.hawkeye.vision.picture.Orientation;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;

class HeadDecoderTest {
    private static final InputShape SHAPE = new InputShape(64, 64);
    private static final int ANCHORS = SHAPE.anchors();
    private static final int CLASSES = 3;
    private static final Letterbox LETTERBOX = Letterbox.fixed(128, 128, SHAPE);
    private static final JpegHeader PICTURE = new JpegHeader(128, 128, Orientation.UPRIGHT);

    private final float[] output = new float[(4 + CLASSES) * ANCHORS];

    @Test
    void countsTheAnchorsOfThreeStrides() {
        assertThat(ANCHORS).isEqualTo(64 + 16 + 4);
        assertThat(new InputShape(640, 384).anchors()).isEqualTo(5040);
        assertThat(new InputShape(640, 640).anchors()).isEqualTo(8400);
    }

    @Test
    void turnsCenterAndSizeIntoCornersOfThePicture() {
        anchor(5, 32, 16, 20, 10, 1, 0.75f);

        assertThat(decode(DetectionLimits.DEFAULTS)).containsExactly(new Box(1, 0.75f, 44, 22, 84, 42));
    }

    @Test
    void clipsToThePicture() {
        anchor(0, 0, 64, 20, 20, 0, 0.5f);

        assertThat(decode(DetectionLimits.DEFAULTS)).containsExactly(new Box(0, 0.5f, 0, 108, 20, 128));
    }

    @Test
    void needsMoreThanTheThreshold() {
        anchor(0, 10, 10, 4, 4, 0, 0.25f);
        anchor(1, 20, 20, 4, 4, 0, Math.nextUp(0.25f));

        assertThat(decode(DetectionLimits.DEFAULTS)).hasSize(1).allMatch(box -> box.x1() == 36);
    }

    @Test
    void countsAnAnchorInItsBestClass() {
        anchor(7, 10, 10, 4, 4, 0, 0.5f);
        anchor(7, 10, 10, 4, 4, 2, 0.6f);

        assertThat(decode(DetectionLimits.DEFAULTS))
                .extracting(Box::classId, Box::confidence)
                .containsExactly(tuple(2, 0.6f));
    }

    @Test
    void countsAnAnchorOnceAlsoWhenTwoClassesScoreTheSame() {
        anchor(7, 10, 10, 4, 4, 1, 0.6f);
        anchor(7, 10, 10, 4, 4, 2, 0.6f);

        assertThat(decode(DetectionLimits.DEFAULTS)).extracting(Box::classId).containsExactly(1);
    }

    @Test
    void countsAnAnchorInEachClassAboveTheThresholdWhenToldSo() {
        anchor(7, 10, 10, 4, 4, 0, 0.5f);
        anchor(7, 10, 10, 4, 4, 2, 0.6f);

        assertThat(decode(new DetectionLimits(0.25f, 0.7f, 300, true, 1_000)))
                .extracting(Box::classId, Box::confidence)
                .containsExactly(tuple(2, 0.6f), tuple(0, 0.5f));
    }

    @Test
    void leavesOutClassesThatAreNotWantedBeforeTheMostConfidentAreChosen() {
        anchor(0, 8, 8, 4, 4, 0, 0.9f);
        anchor(1, 20, 8, 4, 4, 0, 0.8f);
        anchor(2, 32, 8, 4, 4, 2, 0.3f);
        ClassScores wanted = ClassScores.of(List.of("a", "b", "c"), List.of("c"), Map.of());

        assertThat(decode(new DetectionLimits(0.25f, 0.7f, 1, false, 1_000), wanted))
                .extracting(Box::classId)
                .containsExactly(2);
    }

    @Test
    void needsMoreThanTheThresholdOfTheClass() {
        anchor(0, 8, 8, 4, 4, 0, 0.6f);
        anchor(1, 20, 8, 4, 4, 0, 0.61f);
        anchor(2, 32, 8, 4, 4, 1, 0.3f);
        ClassScores wanted = ClassScores.of(List.of("a", "b", "c"), List.of(), Map.of("a", 0.6f));

        assertThat(decode(DetectionLimits.DEFAULTS, wanted))
                .extracting(Box::classId, Box::confidence)
                .containsExactly(tuple(0, 0.61f), tuple(1, 0.3f));
    }

    @Test
    void aBoxWhoseBestClassIsNotWantedIsNoObjectOfAnotherOne() {
        anchor(0, 8, 8, 4, 4, 0, 0.6f);
        anchor(0, 8, 8, 4, 4, 1, 0.5f);
        ClassScores wanted = ClassScores.of(List.of("a", "b", "c"), List.of("b"), Map.of());

        assertThat(decode(DetectionLimits.DEFAULTS, wanted)).isEmpty();
    }

    @Test
    void refusesAClassThatTheModelDoesNotHave() {
        assertThatThrownBy(() -> ClassScores.of(List.of("car"), List.of("cars"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the model has no class 'cars'");
        assertThatThrownBy(() -> ClassScores.of(List.of("car"), List.of(), Map.of("van", 0.5f)))
                .hasMessage("the model has no class 'van'");
    }

    @Test
    void sortsByFallingConfidenceAndKeepsTheMostConfidentWhenThereAreTooMany() {
        float[] scores = {0.3f, 0.9f, 0.5f, 0.7f};
        for (int i = 0; i < scores.length; i++) {
            anchor(i, 8 + 12 * i, 8, 4, 4, 0, scores[i]);
        }

        assertThat(decode(new DetectionLimits(0.25f, 0.7f, 3, true, 1_000)))
                .extracting(Box::confidence)
                .containsExactly(0.9f, 0.7f, 0.5f);
    }

    @Test
    void keepsTheStrongestOfOverlappingBoxesPerClass() {
        anchor(0, 32, 32, 20, 20, 0, 0.6f);
        anchor(1, 33, 32, 20, 20, 0, 0.8f);
        anchor(2, 32, 32, 20, 20, 1, 0.7f);

        assertThat(decode(DetectionLimits.DEFAULTS))
                .extracting(Box::classId, Box::confidence)
                .containsExactly(tuple(0, 0.8f), tuple(1, 0.7f));
    }

    @Test
    void leavesOutWhatIsNotANumber() {
        anchor(0, Float.NaN, 10, 4, 4, 0, 0.9f);
        anchor(1, 10, 10, Float.POSITIVE_INFINITY, 4, 0, 0.9f);
        anchor(2, 30, 30, 4, 4, 0, Float.NaN);

        assertThat(decode(DetectionLimits.DEFAULTS)).isEmpty();
    }

    @Test
    void leavesOutAScoreThatIsNotANumberNextToOneThatIs() {
        for (int anchor = 0; anchor < ANCHORS; anchor++) {
            anchor(anchor, 30, 30, 4, 4, anchor % CLASSES, Float.NaN);
            anchor(anchor, 30, 30, 4, 4, (anchor + 1) % CLASSES, .9f);
        }

        assertThat(decode(DetectionLimits.DEFAULTS)).extracting(Box::confidence).containsOnly(.9f);
    }

    @Test
    void leavesOutAnInfiniteScore() {
        anchor(0, 30, 30, 4, 4, 0, Float.POSITIVE_INFINITY);

        assertThat(decode(DetectionLimits.DEFAULTS)).isEmpty();
    }

    @Test
    void readsThePictureAtItsPlaceInTheBatch() {
        anchor(5, 32, 16, 20, 10, 1, 0.75f);
        try (FloatPointer memory = new FloatPointer(2L * output.length).fill(0);
                HeadDecoder head = new HeadDecoder(CLASSES)) {
            memory.position(output.length).put(output, 0, output.length);
            memory.position(0);

            assertThat(head.decode(memory, 0, LETTERBOX, PICTURE, ClassScores.ANY, DetectionLimits.DEFAULTS))
                    .isEmpty();
            assertThat(head.decode(
                            memory, output.length, LETTERBOX, PICTURE, ClassScores.ANY, DetectionLimits.DEFAULTS))
                    .hasSize(1);
        }
    }

    private void anchor(int anchor, float x, float y, float width, float height, int classId, float score) {
        output[anchor] = x;
        output[ANCHORS + anchor] = y;
        output[2 * ANCHORS + anchor] = width;
        output[3 * ANCHORS + anchor] = height;
        output[(4 + classId) * ANCHORS + anchor] = score;
    }

    private List<Box> decode(DetectionLimits limits) {
        return decode(limits, ClassScores.ANY);
    }

    private List<Box> decode(DetectionLimits limits, ClassScores wanted) {
        try (FloatPointer memory = new FloatPointer(output);
                HeadDecoder head = new HeadDecoder(CLASSES)) {
            return head.decode(memory, 0, LETTERBOX, PICTURE, wanted, limits);
        }
    }
}
