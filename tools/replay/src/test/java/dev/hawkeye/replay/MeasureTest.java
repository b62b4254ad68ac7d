package dev.hawkeye.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeasureTest {
    @Test
    void equalRunsDoNotDiffer() {
        Measure measure =
                Measure.of("counts", 0, List.of(new Tally("gate", "car", 3, 3), new Tally("gate", "car", 5, 5)));

        assertThat(measure.difference()).isZero();
        assertThat(measure.isExceeded()).isFalse();
    }

    @Test
    void whatOneWindowHasMoreAndTheNextHasLessDoesNotCancelOut() {
        Measure measure =
                Measure.of("counts", 0.1, List.of(new Tally("gate", "car", 4, 2), new Tally("gate", "car", 2, 4)));

        assertThat(measure.live()).isEqualTo(measure.replay()).isEqualTo(6);
        assertThat(measure.difference()).isCloseTo(0.5, within(1e-9));
        assertThat(measure.isExceeded()).isTrue();
        assertThat(measure.rows()).containsExactly(new Tally("gate", "car", 6, 6));
    }

    @Test
    void runsThatHaveNothingInCommonDifferWholly() {
        Measure measure =
                Measure.of("objects", 1, List.of(new Tally("gate", "car", 4, 0), new Tally("gate", "bus", 0, 1)));

        assertThat(measure.difference()).isEqualTo(1);
    }

    @Test
    void twoEmptyRunsAreEqual() {
        assertThat(Measure.of("crossings", 0, List.of()).difference()).isZero();
    }
}
