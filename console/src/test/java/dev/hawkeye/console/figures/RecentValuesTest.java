package dev.hawkeye.console.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.console.figures.RecentValues.Percentiles;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecentValuesTest {
    private final RecentValues values = new RecentValues(1000);

    @Test
    void percentilesAreValuesThatWereThere() {
        for (int i = 100; i >= 1; i--) {
            values.add(i, 0);
        }

        assertThat(values.percentiles(0)).isEqualTo(new Percentiles(50, 99));
    }

    @Test
    void oneValueIsBoth() {
        values.add(7, 0);

        assertThat(values.percentiles(0)).isEqualTo(new Percentiles(7, 7));
    }

    @Test
    void withoutValuesThereIsNothingToReport() {
        assertThat(values.percentiles(0)).isNull();
    }

    @Test
    void afterAMinuteAValueCountsNoMore() {
        values.add(1000, seconds(0));
        values.add(1, seconds(30));

        assertThat(values.percentiles(seconds(60))).isEqualTo(new Percentiles(1, 1000));
        assertThat(values.percentiles(seconds(61))).isEqualTo(new Percentiles(1, 1));
        assertThat(values.percentiles(seconds(91))).isNull();
    }

    @Test
    void ofTooManyOnlyTheNewestCount() {
        for (int i = 0; i < 5000; i++) {
            values.add(i, i);
        }

        assertThat(values.percentiles(5000)).isEqualTo(new Percentiles(4499, 4989));
    }

    private static long seconds(int seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
