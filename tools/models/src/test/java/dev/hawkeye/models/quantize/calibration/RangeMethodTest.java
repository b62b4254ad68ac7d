package dev.hawkeye.models.quantize.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class RangeMethodTest {
    private static final DoubleUnaryOperator SAME = DoubleUnaryOperator.identity();

    @Test
    void theWholeRangeIsFromTheLeastToTheGreatest() {
        Affine line = RangeMethod.MINMAX.choose(thousandFromZeroToOneAnd(50), 1, SAME);

        assertThat(line.high()).isCloseTo(50, within(1e-4));
    }

    @Test
    void aPercentileLeavesTheOutlierOutside() {
        Affine line = RangeMethod.PERCENTILE.choose(thousandFromZeroToOneAnd(50), 0.99, SAME);

        assertThat(line.high()).isBetween(0.9, 1.1);
    }

    @Test
    void theLeastSquaredErrorWeighsClippingAgainstCoarseSteps() {
        // One value in 100,000 at 3: steps of 3/255 cost each of the others (3/255)²/12 = 1.2e-5, all of them 1.15;
        // clipping at 1 costs (3 − 1)² = 4 once, and steps of 1/255 still 0.13. So the outlier is worth its steps …
        assertThat(RangeMethod.MSE.choose(uniform(100_000, 3), 1, SAME).high()).isGreaterThan(2);
        // … and in a million values it is not: 11.5 against 4 + 1.3.
        assertThat(RangeMethod.MSE.choose(uniform(1_000_000, 3), 1, SAME).high())
                .isLessThan(2);
    }

    @Test
    void beforeASiluValuesFarBelowZeroCostNothing() {
        DoubleUnaryOperator silu = x -> x / (1 + Math.exp(-x));
        Random random = new Random(3);
        Histogram histogram = new Histogram(-30, 5);
        histogram.add(floats(100_000, i -> -30 + 35 * random.nextFloat()));

        assertThat(RangeMethod.MSE.choose(histogram, 1, SAME).low()).isLessThan(-25);
        assertThat(RangeMethod.MSE.choose(histogram, 1, silu).low()).isBetween(-12.0, -3.0);
    }

    private static Histogram thousandFromZeroToOneAnd(float outlier) {
        return uniform(1000, outlier);
    }

    private static Histogram uniform(int count, float outlier) {
        Random random = new Random(3);
        Histogram histogram = new Histogram(0, outlier);
        histogram.add(floats(count, i -> i == 0 ? outlier : random.nextFloat()));
        return histogram;
    }

    private interface Value {
        float at(int index);
    }

    private static FloatBuffer floats(int count, Value value) {
        FloatBuffer values = FloatBuffer.allocate(count);
        for (int i = 0; i < count; i++) {
            values.put(i, value.at(i));
        }
        return values;
    }
}
