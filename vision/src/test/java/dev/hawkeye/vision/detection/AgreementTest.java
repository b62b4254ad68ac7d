package dev.hawkeye.vision.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AgreementTest {
    private final Box car = new Box(2, 0.9f, 0, 0, 100, 100);

    @Test
    void boxesOfTheSameClassThatCoverHalfOfTheirUnionAgree() {
        Box shifted = new Box(2, 0.8f, 0, 0, 100, 50); // IoU 0.5
        Box less = new Box(2, 0.8f, 0, 0, 100, 49);
        Box truck = new Box(7, 0.8f, 0, 0, 100, 100);

        assertThat(common(List.of(car), List.of(shifted))).isEqualTo(1);
        assertThat(common(List.of(car), List.of(less))).isZero();
        assertThat(common(List.of(car), List.of(truck))).isZero();
    }

    @Test
    void aBoxIsFoundOnce() {
        assertThat(common(List.of(car), List.of(car, car))).isEqualTo(1);
    }

    @Test
    void eachBoxTakesTheOneThatItCoversBest() {
        Box neighbor = new Box(2, 0.7f, 30, 0, 130, 100);

        assertThat(common(List.of(neighbor, car), List.of(car, neighbor))).isEqualTo(2);
    }

    @Test
    void theMeasureIsTheHarmonicMeanOfBothSharesOverAllPictures() {
        Agreement both = Agreement.of(List.of(car), List.of(car)).plus(Agreement.of(List.of(car, car), List.of()));

        assertThat(both).isEqualTo(new Agreement(3, 1, 1));
        assertThat(both.f1()).hasValue(0.5);
        assertThat(Agreement.NONE.f1()).isEmpty();
    }

    private static long common(List<Box> expected, List<Box> found) {
        return Agreement.of(expected, found).common();
    }
}
