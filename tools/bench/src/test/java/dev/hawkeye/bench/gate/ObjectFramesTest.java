package dev.hawkeye.bench.gate;

import static dev.hawkeye.bench.gate.Detections.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hawkeye.schemas.DetectedObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectFramesTest {
    @Test
    void anObjectIsTheSameWhileItsBoxesOverlapByHalf() {
        // 10 pixels wide: moved by 3 they share 7 of 13, moved by 4 they share 6 of 14
        assertThat(compare(object(0, 0.9, 0), object(0, 0.9, 3))).isEqualTo(new ObjectFrames(1, 0, 1, 0));
        assertThat(compare(object(0, 0.9, 0), object(0, 0.9, 4))).isEqualTo(new ObjectFrames(1, 1, 1, 1));
    }

    @Test
    void anotherClassInTheSamePlaceIsAnotherObject() {
        assertThat(compare(object(0, 0.9, 0), object(1, 0.9, 0))).isEqualTo(new ObjectFrames(1, 1, 1, 1));
    }

    @Test
    void oneClaimStandsForOneObjectOnly() {
        List<DetectedObject> two = List.of(object(0, 0.8, 0), object(0, 0.9, 1));

        assertThat(ObjectFrames.compare(List.of(two), List.of(List.of(object(0, 0.9, 1))), 0))
                .isEqualTo(new ObjectFrames(2, 1, 1, 0));
    }

    @Test
    void theSurestObjectChoosesFirst() {
        // one claim, which both overlap: the sure object has it
        List<DetectedObject> found = List.of(object(0, 0.6, 0), object(0, 0.9, 2));
        List<DetectedObject> claims = List.of(object(0, 0.9, 2));

        assertThat(ObjectFrames.compare(List.of(found), List.of(claims), 0.8)).isEqualTo(new ObjectFrames(1, 0, 1, 0));
    }

    @Test
    void aClearObjectMayHaveAnUnclearPartnerButUnclearOnesAreNotCounted() {
        List<DetectedObject> found = List.of(object(0, 0.9, 0), object(0, 0.3, 50));
        List<DetectedObject> claims = List.of(object(0, 0.4, 0));

        assertThat(ObjectFrames.compare(List.of(found), List.of(claims), 0.5)).isEqualTo(new ObjectFrames(1, 0, 0, 0));
    }

    @Test
    void whatIsLostIsCountedInEachFrame() {
        DetectedObject car = object(2, 0.9, 0);
        ObjectFrames sum = ObjectFrames.compare(
                List.of(List.of(car), List.of(car), List.of(), List.of(car)),
                List.of(List.of(car), List.of(), List.of(car), List.of()),
                0);

        assertThat(sum).isEqualTo(new ObjectFrames(3, 2, 2, 1));
        assertThat(sum.lostShare()).isCloseTo(2.0 / 3, within(1e-9));
        assertThat(sum.untrueShare()).isEqualTo(0.5);
    }

    @Test
    void runsOfDifferentLengthsCannotBeCompared() {
        assertThatThrownBy(() -> ObjectFrames.compare(List.of(List.of()), List.of(), 0))
                .hasMessage("one run has 1 frames, the other 0");
    }

    private static ObjectFrames compare(DetectedObject found, DetectedObject claim) {
        return ObjectFrames.compare(List.of(List.of(found)), List.of(List.of(claim)), 0);
    }
}
