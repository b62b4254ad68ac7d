package dev.hawkeye.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hawkeye.bench.processor.Part;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.StepTimes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrameCostTest {

    @Test
    void dividesTheTimeOfTheLanesAsTheirSteps() {
        Detection shared = detection(2, 3_000, 1_000, 160_000);
        Detection alone = detection(1, 5_000, 1_000, 60_000);

        FrameCost cost = FrameCost.of(Map.of(Part.LANES, 1_500L, Part.BROKER, 40L), 20, List.of(shared, alone));

        assertThat(cost.inference()).isEqualTo(75 * 140 / 150.0, within(1e-9));
        assertThat(cost.besides().get(Part.LANES)).isEqualTo(75 * 10 / 150.0, within(1e-9));
        assertThat(cost.besides().get(Part.BROKER)).isEqualTo(2);
        assertThat(cost.allBesides()).isEqualTo(7, within(1e-9));
    }

    @Test
    void hasNotBeenMeasuredWhereTheSystemReportsNothing() {
        FrameCost cost = FrameCost.of(Map.of(), 20, List.of(detection(1, 5_000, 1_000, 60_000)));

        assertThat(cost.isMeasured()).isFalse();
    }

    @Test
    void theMedianOfRoundsIsTakenFigureByFigure() {
        List<FrameCost> rounds = List.of(
                new FrameCost(50, Map.of(Part.BROKER, 3.0)),
                new FrameCost(70, Map.of(Part.BROKER, 1.0, Part.REST, 9.0)),
                new FrameCost(60, Map.of(Part.BROKER, 2.0)));

        FrameCost median = FrameCost.median(rounds);

        assertThat(median).isEqualTo(new FrameCost(60, Map.of(Part.BROKER, 2.0, Part.REST, 0.0)));
    }

    private static Detection detection(int batch, long decode, long letterbox, long inference) {
        StepTimes times = new StepTimes();
        times.setDecodeMicros(decode);
        times.setLetterboxMicros(letterbox);
        times.setInferenceMicros(inference);
        Detection detection = new Detection();
        detection.setTimes(times);
        detection.setBatchSize(batch);
        return detection;
    }
}
