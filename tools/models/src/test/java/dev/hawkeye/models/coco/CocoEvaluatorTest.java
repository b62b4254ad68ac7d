package dev.hawkeye.models.coco;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hawkeye.vision.detection.Box;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

class CocoEvaluatorTest {
    private static final Offset<Double> NEARLY = within(1e-12);

    private final CocoEvaluator evaluator = new CocoEvaluator();

    @Test
    void everythingFoundAndNothingElseIsOne() {
        evaluator.add(
                List.of(square(0, 0, 50), square(1, 100, 50)), List.of(box(0, 0.9f, 0, 50), box(1, 0.3f, 100, 50)));

        CocoScore score = evaluator.score();

        assertThat(score.map().getAsDouble()).isCloseTo(1, NEARLY);
        assertThat(score.map50().getAsDouble()).isCloseTo(1, NEARLY);
        assertThat(score.map75().getAsDouble()).isCloseTo(1, NEARLY);
        assertThat(score.objects()).isEqualTo(2);
    }

    /**
     * Of two objects one is found. The wrong detection before it leaves a precision of 1/2 up to a recall of 1/2, that
     * is at 51 of 101 thresholds.
     */
    @Test
    void aWrongDetectionBeforeTheRightOneHalvesThePrecision() {
        evaluator.add(
                List.of(square(0, 0, 50), square(0, 200, 50)), List.of(box(0, 0.5f, 0, 50), box(0, 0.9f, 400, 50)));

        assertThat(evaluator.score().map().getAsDouble()).isCloseTo(0.5 * 51 / 101, NEARLY);
    }

    @Test
    void aWrongDetectionAfterTheLastRightOneCostsNothing() {
        evaluator.add(List.of(square(0, 0, 50)), List.of(box(0, 0.5f, 400, 50), box(0, 0.9f, 0, 50)));

        assertThat(evaluator.score().map().getAsDouble()).isCloseTo(1, NEARLY);
    }

    /** 50 × 50 against the left 30 × 50: an IoU of 0.6, which reaches 0.50, 0.55 and 0.60 of the ten thresholds. */
    @Test
    void aBoxThatFitsRoughlyCountsAtTheLowThresholdsOnly() {
        evaluator.add(List.of(square(0, 0, 50)), List.of(new Box(0, 0.9f, 0, 0, 30, 50)));

        CocoScore score = evaluator.score();

        assertThat(score.map50().getAsDouble()).isCloseTo(1, NEARLY);
        assertThat(score.map75().getAsDouble()).isZero();
        assertThat(score.map().getAsDouble()).isCloseTo(0.3, NEARLY);
    }

    @Test
    void anObjectIsFoundOnlyOnce() {
        evaluator.add(
                List.of(square(0, 0, 50), square(0, 200, 50)),
                List.of(box(0, 0.9f, 0, 50), box(0, 0.8f, 0, 50), box(0, 0.7f, 200, 50)));

        // 51 thresholds at precision 1, then 2 right ones of 3
        assertThat(evaluator.score().map().getAsDouble()).isCloseTo((51 + 50 * 2 / 3.0) / 101, NEARLY);
    }

    @Test
    void whatIsFoundInACrowdCountsNeitherWay() {
        TrueObject crowd = new TrueObject(0, 0, 0, 300, 300, 90_000, true);
        evaluator.add(
                List.of(crowd, square(0, 400, 50)),
                List.of(box(0, 0.9f, 0, 50), box(0, 0.8f, 100, 50), box(0, 0.7f, 400, 50)));

        CocoScore score = evaluator.score();

        assertThat(score.map().getAsDouble()).isCloseTo(1, NEARLY);
        assertThat(score.objects()).isEqualTo(1);
    }

    /** The detection lies wholly in the crowd, but for nine tenths only in the object. */
    @Test
    void anObjectInACrowdIsFoundAllTheSame() {
        TrueObject crowd = new TrueObject(0, 0, 0, 300, 300, 90_000, true);
        evaluator.add(List.of(crowd, square(0, 0, 50)), List.of(new Box(0, 0.9f, 0, 0, 50, 45)));

        assertThat(evaluator.score().map50().getAsDouble()).isCloseTo(1, NEARLY);
    }

    @Test
    void anObjectCountsInTheRangeOfItsAreaOnly() {
        evaluator.add(
                List.of(square(0, 0, 20), square(0, 100, 50), square(0, 300, 100)),
                List.of(box(0, 0.9f, 0, 20), box(0, 0.8f, 100, 50)));

        CocoScore score = evaluator.score();

        assertThat(score.mapSmall().getAsDouble()).isCloseTo(1, NEARLY);
        assertThat(score.mapMedium().getAsDouble()).isCloseTo(1, NEARLY);
        assertThat(score.mapLarge().getAsDouble()).isZero();
    }

    @Test
    void anObjectOfExactlyOneThousandAndTwentyFourPixelsIsSmallAndMedium() {
        evaluator.add(List.of(square(0, 0, 32)), List.of());

        CocoScore score = evaluator.score();

        assertThat(score.mapSmall()).hasValue(0);
        assertThat(score.mapMedium()).hasValue(0);
        assertThat(score.mapLarge()).isEmpty();
    }

    @Test
    void onlyTheHundredMostConfidentDetectionsOfAClassInAPictureCount() {
        List<Box> wrong = new ArrayList<>(Collections.nCopies(99, box(0, 0.9f, 400, 50)));
        wrong.add(box(0, 0.1f, 0, 50));
        wrong.add(box(0, 0.05f, 200, 50));
        evaluator.add(List.of(square(0, 0, 50), square(0, 200, 50)), wrong);

        // the hundredth is right, the next right one is not looked at
        assertThat(evaluator.score().map().getAsDouble()).isCloseTo(0.01 * 51 / 101, NEARLY);
    }

    @Test
    void aClassThatIsNowhereHasNoPartInTheMean() {
        evaluator.add(List.of(square(0, 0, 50)), List.of(box(0, 0.9f, 0, 50), box(1, 0.9f, 0, 50)));

        CocoScore score = evaluator.score();

        assertThat(score.map().getAsDouble()).isCloseTo(1, NEARLY);
        assertThat(score.classes()).extracting(CocoScore.ClassScore::classId).containsExactly(0);
    }

    @Test
    void picturesWithoutObjectsHaveNoScore() {
        evaluator.add(List.of(), List.of(box(0, 0.9f, 0, 50)));

        CocoScore score = evaluator.score();

        assertThat(List.of(
                        score.map(),
                        score.map50(),
                        score.map75(),
                        score.mapSmall(),
                        score.mapMedium(),
                        score.mapLarge()))
                .containsOnly(OptionalDouble.empty());
        assertThat(score.classes()).isEmpty();
    }

    /** The figures are those of pycocotools 2.0.11; random_scenes.py makes them. */
    @ParameterizedTest(name = "seed {0}")
    @CsvFileSource(resources = "random_scenes.csv")
    void agreesWithPycocotools(ArgumentsAccessor expected) {
        RandomScene.pictures(expected.getInteger(0))
                .forEach(picture -> evaluator.add(picture.objects(), picture.found()));

        CocoScore score = evaluator.score();

        List<OptionalDouble> overall = List.of(
                score.map(), score.map50(), score.map75(), score.mapSmall(), score.mapMedium(), score.mapLarge());
        for (int i = 0; i < overall.size(); i++) {
            assertFigure(overall.get(i), expected.getDouble(1 + i));
        }
        Map<Integer, CocoScore.ClassScore> classes =
                score.classes().stream().collect(Collectors.toMap(CocoScore.ClassScore::classId, Function.identity()));
        for (int id = 0; id < RandomScene.CLASSES; id++) {
            CocoScore.ClassScore figures = classes.get(id);
            assertFigure(
                    figures == null ? OptionalDouble.empty() : OptionalDouble.of(figures.ap()),
                    expected.getDouble(7 + 2 * id));
            assertFigure(
                    figures == null ? OptionalDouble.empty() : OptionalDouble.of(figures.ap50()),
                    expected.getDouble(8 + 2 * id));
        }
    }

    private static void assertFigure(OptionalDouble figure, Double expected) {
        if (expected == null) {
            assertThat(figure).isEmpty();
        } else {
            assertThat(figure).isPresent();
            assertThat(figure.getAsDouble()).isCloseTo(expected, NEARLY);
        }
    }

    /** An object at y = 0. */
    private static TrueObject square(int classId, int x, int side) {
        return TrueObject.box(classId, x, 0, side, side);
    }

    /** A detection at y = 0. */
    private static Box box(int classId, float score, int x, int side) {
        return new Box(classId, score, x, 0, x + side, side);
    }
}
