package dev.hawkeye.console.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RecentRateTest {
    private final RecentRate rate = new RecentRate(0);

    @Test
    void isTheMeanOverTenSeconds() {
        for (int millis = 0; millis < 30_000; millis += 200) {
            rate.add(at(millis));
        }

        assertThat(rate.perSecond(at(30_000))).isEqualTo(5.0);
    }

    @Test
    void isRightFromTheFirstWholeSecondOn() {
        for (int millis = 0; millis < 1000; millis += 100) {
            rate.add(at(millis));
        }

        assertThat(rate.perSecond(at(500))).isEqualTo(10.0);
        assertThat(rate.perSecond(at(1000))).isEqualTo(10.0);
        assertThat(rate.perSecond(at(2000))).isEqualTo(5.0);
    }

    @Test
    void fallsToZeroWhenNothingMoreComes() {
        rate.add(at(100));

        assertThat(rate.perSecond(at(11_000))).isZero();
        assertThat(rate.perSecond(at(3_600_000))).isZero();
        rate.add(at(3_600_100));
        assertThat(rate.perSecond(at(3_601_000))).isEqualTo(0.1);
    }

    private static long at(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
