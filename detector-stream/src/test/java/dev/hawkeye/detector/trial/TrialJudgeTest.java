package dev.hawkeye.detector.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.detector.trial.TrialFigures.Times;
import dev.hawkeye.vision.detection.Agreement;
import dev.hawkeye.vision.model.ModelInfo;
import dev.hawkeye.vision.onnx.ModelException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What speaks against a model, and what does not yet. */
final class TrialJudgeTest {
    private static final TrialTerms TERMS = new TrialTerms(0.05, 0.5, 1.5, false);
    private static final Agreement ALIKE = new Agreement(100, 100, 95);

    private final TrialJudge judge = new TrialJudge(TERMS, "old.onnx");

    @Test
    void aModelThatSeesTheSameInTheSameTimeIsNotRefused() {
        assertThat(judge.ofFrames(figures(100, ALIKE, 0, times(100, 10, 12)))).isEmpty();
        assertThat(judge.ofPictures(figures(3, ALIKE, 0, times(10, 10, 12)))).isEmpty();
    }

    @Test
    void agreementIsJudgedFromTwentyFramesAndTwentyObjectsOn() {
        Agreement low = new Agreement(20, 20, 9);

        assertThat(judge.ofFrames(figures(19, low, 0, times(19, 10, 10)))).isEmpty();
        assertThat(judge.ofFrames(figures(20, new Agreement(9, 9, 1), 0, times(20, 10, 10))))
                .isEmpty();
        assertThat(judge.ofFrames(figures(20, low, 0, times(20, 10, 10))))
                .contains("its agreement (F1) with the objects of old.onnx is 0.450 on 20 frames, at least 0.500"
                        + " is required: if it is meant to find other objects, publish it with a lower"
                        + " --min-agreement");
    }

    @Test
    void aModelThatFindsNothingIsRefusedWhereTheOtherClearlyFindsSomething() {
        assertThat(judge.ofFrames(figures(3, new Agreement(4, 0, 0), 0, times(3, 10, 10))))
                .isEmpty();
        assertThat(judge.ofFrames(figures(3, new Agreement(5, 0, 0), 0, times(3, 10, 10))))
                .hasValueSatisfying(
                        why -> assertThat(why).startsWith("it finds no object on 3 frames on which old.onnx finds 5:"));
    }

    @Test
    void amongFewInferencesTheSlowestIsChanceButTheMedianIsNot() {
        assertThat(judge.ofFrames(figures(199, ALIKE, 0, times(199, 10, 40)))).isEmpty();
        assertThat(judge.ofFrames(figures(200, ALIKE, 0, times(200, 10, 40)))).isPresent();
        assertThat(judge.ofFrames(figures(20, ALIKE, 0, times(20, 30, 40))))
                .contains(
                        "95 % of its inferences take up to 40.0 ms, of old.onnx 10.0 ms: 4.0 times as long, at most 1.5"
                                + " times is allowed: publish a smaller model, or this one with a higher"
                                + " --max-slowdown");
        assertThat(judge.ofFrames(figures(19, ALIKE, 0, times(19, 30, 40)))).isEmpty();
        assertThat(judge.ofPictures(figures(3, ALIKE, 0, times(10, 30, 40)))).isPresent();
    }

    @Test
    void twoFramesMayFailByChanceAndOnePercentOfMany() {
        assertThat(judge.ofFrames(figures(100, ALIKE, 2, times(98, 10, 10)))).isEmpty();
        assertThat(judge.ofFrames(figures(100, ALIKE, 3, times(97, 10, 10))))
                .contains("3 of 100 frames FAILED with it, and 0 with old.onnx: try another export");
        assertThat(judge.ofFrames(figures(1_000, ALIKE, 10, times(990, 10, 10))))
                .isEmpty();
        assertThat(judge.ofPictures(figures(16, ALIKE, 1, times(15, 10, 10)))).isPresent();
    }

    @Test
    void modelsWithoutACommonClassAreComparedByTimeAlone() {
        TrialFigures none = new TrialFigures(50, false, Agreement.NONE, 0, 0, times(50, 10, 10), times(50, 10, 10));

        assertThat(judge.ofFrames(none)).isEmpty();
    }

    @Test
    void otherClassesAreRefusedUnlessTheyAreAllowed() {
        ModelInfo before = info("car", "bus", "dog");
        ModelInfo renumbered = info("dog", "car", "bus");
        ModelInfo others = info("car", "bus", "cat");

        Trials.checkClasses(before, renumbered, TERMS);
        Trials.checkClasses(before, others, new TrialTerms(0.05, 0.5, 1.5, true));
        assertThatThrownBy(() -> Trials.checkClasses(before, others, TERMS))
                .isInstanceOf(ModelException.class)
                .hasMessage(
                        "its classes are not those of m.onnx: it lacks dog and adds cat; if that is intended, publish it"
                                + " with --other-classes");
    }

    private static TrialFigures figures(long frames, Agreement agreement, long failed, Times times) {
        return new TrialFigures(frames, true, agreement, failed, 0, times, times(times.measured(), 10, 10));
    }

    private static Times times(long measured, long medianMillis, long p95Millis) {
        return new Times(measured, medianMillis * 1_000_000, p95Millis * 1_000_000);
    }

    private static ModelInfo info(String... classes) {
        return new ModelInfo("m.onnx", "ab", List.of(classes), 32, 640, 640, true, 0);
    }
}
