package dev.hawkeye.bench.gate;

import static dev.hawkeye.bench.gate.Detections.analyzed;
import static dev.hawkeye.bench.gate.Detections.failed;
import static dev.hawkeye.bench.gate.Detections.object;
import static dev.hawkeye.bench.gate.Detections.unchanged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.schemas.DetectedObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimsTest {
    private static final DetectedObject CAR = object(2, 0.9, 0);
    private static final DetectedObject BUS = object(5, 0.9, 50);

    @Test
    void anUnchangedFrameHasTheObjectsOfTheLastOneThatWasAnalyzed() {
        assertThat(Claims.of(List.of(analyzed(0, CAR), unchanged(1, 0), analyzed(2, BUS), unchanged(3, 2))))
                .containsExactly(List.of(CAR), List.of(CAR), List.of(BUS), List.of(BUS));
    }

    @Test
    void oneThatRefersToAnyOtherFrameClaimsNothing() {
        assertThat(Claims.of(List.of(unchanged(0, -1), analyzed(1, CAR), analyzed(2, CAR), unchanged(3, 1))))
                .containsExactly(List.of(), List.of(CAR), List.of(CAR), List.of());
    }

    @Test
    void oneThatRefersToAFailedFrameClaimsNothingEither() {
        assertThat(Claims.of(List.of(analyzed(0, CAR), failed(1), unchanged(2, 1))))
                .containsExactly(List.of(CAR), List.of(), List.of());
    }
}
