package dev.hawkeye.tracking.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hawkeye.tracking.Box;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sequences whose scores can be worked out by hand: boxes of 10 x 10 that are the same, moved or missing. */
class EvaluationTest {
    private static final double NEARLY = 1e-12;

    /** IoU with a box that is moved by 2 of its 10: 80 / 120. Reached are 0.05, 0.10 … 0.65. */
    private static final double MOVED_IOU = 2.0 / 3;

    private static final int MOVED_REACHES = 13;
    private static final int THRESHOLDS = 19;

    private static final MotSequence TRUTH = frames(4, frame -> List.of(a(1), b(2)));

    @Test
    void givesFullMarksToTheTruthItselfUnderOtherIds() {
        TrackScores scores = Evaluation.of(TRUTH, frames(4, frame -> List.of(b(70), a(90))));

        assertThat(scores).isEqualTo(new TrackScores(1, 1, 1, 1, 1, 1, 0, 0, 0, 8));
    }

    @Test
    void givesNothingToAnEmptyResult() {
        TrackScores scores = Evaluation.of(TRUTH, MotSequence.of(List.of()));

        assertThat(scores).isEqualTo(new TrackScores(0, 0, 0, 1, 0, 0, 0, 8, 0, 8));
    }

    @Test
    void givesNothingIfThereIsNoTruth() {
        TrackScores scores = Evaluation.of(MotSequence.of(List.of()), TRUTH);

        assertThat(scores).isEqualTo(new TrackScores(0, 0, 0, 1, 0, 0, 0, 0, 8, 0));
    }

    @Test
    void countsASwitchForEachOfTwoObjectsThatExchangeTheirTracks() {
        MotSequence result = frames(4, frame -> frame <= 2 ? List.of(a(1), b(2)) : List.of(a(2), b(1)));

        TrackScores scores = Evaluation.of(TRUTH, result);

        // Each pair has 2 boxes in common, of 4 + 4 - 2.
        assertThat(scores.detA()).isEqualTo(1);
        assertThat(scores.assA()).isCloseTo(1.0 / 3, within(NEARLY));
        assertThat(scores.hota()).isCloseTo(Math.sqrt(1.0 / 3), within(NEARLY));
        assertThat(scores.identitySwitches()).isEqualTo(2);
        assertThat(scores.mota()).isCloseTo(1 - 2.0 / 8, within(NEARLY));
        assertThat(scores.idf1()).isCloseTo(0.5, within(NEARLY));
    }

    @Test
    void countsBoxesThatAreMissing() {
        TrackScores scores = Evaluation.of(TRUTH, frames(4, frame -> List.of(a(1))));

        assertThat(scores.misses()).isEqualTo(4);
        assertThat(scores.falsePositives()).isZero();
        assertThat(scores.detA()).isCloseTo(0.5, within(NEARLY));
        assertThat(scores.assA()).isEqualTo(1);
        assertThat(scores.mota()).isCloseTo(0.5, within(NEARLY));
        assertThat(scores.idf1()).isCloseTo(2.0 * 4 / (8 + 4), within(NEARLY));
    }

    @Test
    void countsBoxesThatAreNoObjectInFramesBehindTheTruthAsWell() {
        MotSequence result = frames(6, frame -> frame <= 4 ? List.of(a(1), b(2), box(3, 300)) : List.of(a(1)));

        TrackScores scores = Evaluation.of(TRUTH, result);

        assertThat(scores.falsePositives()).isEqualTo(4 + 2);
        assertThat(scores.misses()).isZero();
        assertThat(scores.mota()).isCloseTo(1 - 6.0 / 8, within(NEARLY));
        assertThat(scores.idf1()).isCloseTo(2.0 * 8 / (8 + 14), within(NEARLY));
        assertThat(scores.detA()).isCloseTo(8.0 / (8 + 14 - 8), within(NEARLY));
    }

    @Test
    void countsASwitchAfterAGapInWhichNobodyHadTheObject() {
        MotSequence truth = frames(5, frame -> List.of(a(1)));
        MotSequence result = frames(5, frame -> switch (frame) {
            case 1, 2 -> List.of(a(1));
            case 3 -> List.of();
            default -> List.of(a(2));
        });

        TrackScores scores = Evaluation.of(truth, result);

        // Each of the two tracks has 2 boxes, all of them in common with the object's 5.
        assertThat(scores.identitySwitches()).isEqualTo(1);
        assertThat(scores.misses()).isEqualTo(1);
        assertThat(scores.assA()).isCloseTo(2.0 / 5, within(NEARLY));
        assertThat(scores.detA()).isCloseTo(4.0 / 5, within(NEARLY));
        assertThat(scores.idf1()).isCloseTo(2.0 * 2 / (5 + 4), within(NEARLY));
    }

    @Test
    void leavesAnObjectWithItsTrackEvenIfAnotherOneFitsBetter() {
        MotSequence truth = frames(2, frame -> List.of(a(1)));
        MotSequence result = frames(2, frame -> frame == 1 ? List.of(a(1)) : List.of(box(1, 2), a(2)));

        assertThat(Evaluation.of(truth, result).identitySwitches()).isZero();
    }

    @Test
    void countsABoxAtThoseThresholdsThatItsOverlapReaches() {
        MotSequence truth = frames(3, frame -> List.of(a(1)));

        TrackScores scores = Evaluation.of(truth, frames(3, frame -> List.of(box(1, 2))));

        double share = (double) MOVED_REACHES / THRESHOLDS;
        assertThat(scores.detA()).isCloseTo(share, within(NEARLY));
        assertThat(scores.assA()).isCloseTo(share, within(NEARLY));
        assertThat(scores.hota()).isCloseTo(share, within(NEARLY));
        assertThat(scores.locA()).isCloseTo(share * MOVED_IOU + (1 - share), within(NEARLY));
        assertThat(scores.mota()).isEqualTo(1);
        assertThat(scores.idf1()).isEqualTo(1);
    }

    @Test
    void matchesAtAnOverlapOfExactlyOneHalf() {
        MotSequence truth = frames(1, frame -> List.of(new MotBox(1, new Box(0, 0, 10, 10))));
        MotSequence result = frames(1, frame -> List.of(new MotBox(1, new Box(0, 0, 10, 5))));

        TrackScores scores = Evaluation.of(truth, result);

        assertThat(scores.misses()).isZero();
        assertThat(scores.idf1()).isEqualTo(1);
    }

    @Test
    void doesNotJudgeBoxesWithoutAnId() {
        MotSequence result = frames(4, frame -> List.of(a(1), b(2), box(-1, 300)));

        assertThat(Evaluation.of(TRUTH, result).falsePositives()).isZero();
    }

    @Test
    void judgesNeitherOtherClassesNorWhatIsMarkedAsOfNoAccount() {
        MotSequence truth = frames(
                4,
                frame -> List.of(
                        a(1),
                        new MotBox(2, b(2).box(), 1, 3),
                        new MotBox(3, box(3, 300).box(), 0, 1)));

        TrackScores scores = Evaluation.of(truth, frames(4, frame -> List.of(a(1), b(2))));

        assertThat(scores.truthBoxes()).isEqualTo(4);
        assertThat(scores.misses()).isZero();
        assertThat(scores.falsePositives()).isEqualTo(4);
        assertThat(Evaluation.of(truth.asOneClass(), TRUTH).truthBoxes()).isEqualTo(8);
    }

    @Test
    void blamesNobodyForATrackOnADistractor() {
        MotSequence truth = frames(4, frame -> List.of(a(1), new MotBox(2, b(2).box(), 0, 8)));

        TrackScores scores = Evaluation.of(truth, frames(4, frame -> List.of(a(1), b(2))));

        assertThat(scores).isEqualTo(new TrackScores(1, 1, 1, 1, 1, 1, 0, 0, 0, 4));
    }

    @Test
    void doesNotExcuseATrackThatGoesBetterWithAnObjectThanWithADistractor() {
        MotSequence truth =
                frames(4, frame -> List.of(a(1), new MotBox(2, box(2, 2).box(), 0, 8)));

        assertThat(Evaluation.of(truth, frames(4, frame -> List.of(a(1)))).misses())
                .isZero();
    }

    private static MotSequence frames(int count, IntFunction<List<MotBox>> boxes) {
        return MotSequence.of(IntStream.rangeClosed(1, count).mapToObj(boxes).toList());
    }

    private static MotBox a(int id) {
        return box(id, 0);
    }

    private static MotBox b(int id) {
        return box(id, 100);
    }

    private static MotBox box(int id, double left) {
        return new MotBox(id, new Box(left, 0, left + 10, 10));
    }
}
