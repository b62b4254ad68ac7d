package dev.hawkeye.detector.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.vision.detection.Agreement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DriftTallyTest {
    private static final Agreement GOOD = new Agreement(10, 10, 10);
    private static final Agreement BAD = new Agreement(10, 10, 2);

    private long now = 1;
    private final DriftTally tally = new DriftTally(0.8, "int8.onnx", "fp32.onnx", () -> now);

    @Test
    void aCameraHasDriftedAfterAnHourBelowTheBoundUntilOneIsGoodAgain() {
        // when
        hour("gate", BAD);

        // then
        assertThat(tally.drifted()).isEmpty();

        // when the hour is over
        hour("gate", GOOD);

        // then
        assertThat(tally.drifted()).containsExactly(Map.entry("gate", 0.2));

        // when
        hour("gate", GOOD);

        // then
        assertThat(tally.drifted()).isEmpty();
    }

    @Test
    void anHourWithFewObjectsSaysNothing() {
        tally.add("gate", new Agreement(5, 5, 0));
        now += DriftTally.HOUR.toNanos();
        tally.add("gate", GOOD);

        assertThat(tally.drifted()).isEmpty();
    }

    @Test
    void aCameraThatIsGoneIsForgotten() {
        // given
        hour("gate", BAD);
        hour("gate", BAD);
        assertThat(tally.drifted()).containsKey("gate");

        // when
        now += DriftTally.FORGOTTEN.plus(Duration.ofMinutes(1)).toNanos();
        tally.add("yard", GOOD);

        // then
        assertThat(tally.drifted()).isEmpty();
    }

    /** Of two pictures. */
    private void hour(String camera, Agreement each) {
        tally.add(camera, each);
        now += DriftTally.HOUR.toNanos() / 2;
        tally.add(camera, each);
        now += DriftTally.HOUR.toNanos() / 2;
    }
}
