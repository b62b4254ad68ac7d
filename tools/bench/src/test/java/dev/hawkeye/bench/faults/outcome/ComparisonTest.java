package dev.hawkeye.bench.faults.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.bench.faults.input.Input;
import dev.hawkeye.bench.faults.outcome.RunOutcome.Picture;
import dev.hawkeye.bench.faults.outcome.RunOutcome.Place;
import org.junit.jupiter.api.Test;

final class ComparisonTest {
    private static final String SEEN = "DETECTED {red=1}";
    private static final String WINDOW = "fed-0 red 08:00";

    @Test
    void findsNothingBetweenTwoRunsThatDifferInOffsetsOnly() {
        assertThat(compare(run(0), run(100)).same()).isTrue();
    }

    @Test
    void reportsAFrameWithoutADetectionAsLost() {
        // given
        RunOutcome run = run(0);
        run.detections.remove(new Place(0, 1));
        run.fates.remove(picture(1));

        // then
        assertThat(compare(run, run(0)).lost()).isEqualTo(1);
    }

    @Test
    void reportsAPictureThatNeverBecameAFrameAsLost() {
        // given
        RunOutcome run = run(0);
        run.frames.remove(new Place(0, 1));
        run.detections.remove(new Place(0, 1));
        run.fates.remove(picture(1));

        // then
        assertThat(compare(run, run(0)).lost()).isEqualTo(1);
    }

    @Test
    void reportsARecordThatHoldsNoFrameAndHasNoDeadLetterAsLost() {
        // given
        RunOutcome run = run(0);
        run.frames.put(new Place(0, 7), null);

        // then
        assertThat(compare(run, run(0)).lost()).isEqualTo(1);
        run.deadLetters.put(new Place(0, 7), 1);
        assertThat(compare(run, run(0)).same()).isTrue();
    }

    @Test
    void reportsASecondDetectionUnlessRepeatsAreAllowed() {
        // given
        RunOutcome run = run(0);
        run.detected(new Place(0, 1), picture(1), SEEN);

        // then
        assertThat(compare(run, run(0)).duplicated()).isEqualTo(1);
        assertThat(Comparison.of(run, run(0), true).same()).isTrue();
    }

    @Test
    void reportsAPictureThatWasSentTwiceEvenIfRepeatsAreAllowed() {
        // given
        RunOutcome run = run(0);
        run.frames.put(new Place(0, 9), picture(1));
        run.detected(new Place(0, 9), picture(1), SEEN);

        // then
        assertThat(Comparison.of(run, run(0), true).duplicated()).isEqualTo(1);
    }

    @Test
    void reportsAnotherFate() {
        // given
        RunOutcome run = run(0);
        run.fates.get(picture(1)).set(0, "FAILED {}");

        // then
        assertThat(compare(run, run(0)).fates()).isEqualTo(1);
    }

    @Test
    void reportsAWindowThatDiffersIsMissingOrIsFinalTwice() {
        RunOutcome differing = run(0);
        differing.windows.get(WINDOW).set(0, "detections 4");
        RunOutcome missing = run(0);
        missing.windows.clear();
        RunOutcome twice = run(0);
        RunOutcome.add(twice.windows, WINDOW, "detections 3");

        assertThat(compare(differing, run(0)).windows()).isEqualTo(1);
        assertThat(compare(missing, run(0)).windows()).isEqualTo(1);
        assertThat(compare(twice, run(0)).windows()).isEqualTo(1);
    }

    @Test
    void demandsThatSpoiltPicturesFailAndLeavesThemOutOtherwise() {
        // given
        Picture poison = new Picture(Input.poison(), 0);
        RunOutcome failed = run(0);
        failed.frames.put(new Place(1, 0), poison);
        failed.detected(new Place(1, 0), poison, "FAILED {}");
        RunOutcome detected = run(0);
        detected.frames.put(new Place(1, 0), poison);
        detected.detected(new Place(1, 0), poison, "DETECTED {}");

        // then
        assertThat(compare(failed, run(0)).same()).isTrue();
        assertThat(compare(detected, run(0)).fates()).isEqualTo(1);
    }

    private static Comparison compare(RunOutcome run, RunOutcome undisturbed) {
        return Comparison.of(run, undisturbed, false);
    }

    private static Picture picture(long index) {
        return new Picture(Input.fed(0), index);
    }

    private static RunOutcome run(long firstOffset) {
        RunOutcome run = new RunOutcome();
        for (int i = 0; i < 3; i++) {
            Place place = new Place(0, firstOffset + i);
            run.frames.put(place, picture(i));
            run.detected(place, picture(i), SEEN);
        }
        RunOutcome.add(run.windows, WINDOW, "detections 3");
        return run;
    }
}
