package dev.hawkeye.models.quantize.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.vision.detection.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementGateTest {
    private final Box car = new Box(2, 0.9f, 0, 0, 100, 100);

    @Test
    void boxesOfTheSameClassThatCoverHalfOfTheirUnionAgree() {
        Box shifted = new Box(2, 0.8f, 0, 0, 100, 50); // IoU 0.5
        Box less = new Box(2, 0.8f, 0, 0, 100, 49);
        Box truck = new Box(7, 0.8f, 0, 0, 100, 100);

        assertThat(AgreementGate.common(List.of(car), List.of(shifted))).isEqualTo(1);
        assertThat(AgreementGate.common(List.of(car), List.of(less))).isZero();
        assertThat(AgreementGate.common(List.of(car), List.of(truck))).isZero();
    }

    @Test
    void aBoxIsFoundOnce() {
        assertThat(AgreementGate.common(List.of(car), List.of(car, car))).isEqualTo(1);
    }

    @Test
    void eachBoxTakesTheOneThatItCoversBest() {
        Box neighbor = new Box(2, 0.7f, 30, 0, 130, 100);

        assertThat(AgreementGate.common(List.of(neighbor, car), List.of(car, neighbor)))
                .isEqualTo(2);
    }
}
