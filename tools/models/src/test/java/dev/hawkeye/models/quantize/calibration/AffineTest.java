package dev.hawkeye.models.quantize.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AffineTest {
    @Test
    void spansARangeWith255Steps() {
        Affine line = Affine.spanning(-1, 4.1);

        assertThat(line.scale()).isEqualTo(0.02f); // 5.1 / 255
        assertThat(line.zeroPoint()).isEqualTo(50); // 1 / 0.02
        assertThat(line.low()).isCloseTo(-1, within(1e-6));
        assertThat(line.high()).isCloseTo(4.1, within(1e-6));
    }

    @Test
    void roundsToTheNearestStepAndClipsBeyondTheEnds() {
        Affine line = Affine.spanning(-1, 4.1);

        assertThat(line.rounded(0.031)).isCloseTo(0.04, within(1e-6));
        assertThat(line.rounded(-0.029)).isCloseTo(-0.02, within(1e-6));
        assertThat(line.rounded(9)).isCloseTo(4.1, within(1e-6));
        assertThat(line.rounded(-9)).isCloseTo(-1, within(1e-6));
    }

    @Test
    void holdsZeroExactlyWhateverTheRange() {
        assertThat(Affine.spanning(-0.37, 1.91).rounded(0)).isZero();
        assertThat(Affine.spanning(2, 3)).isEqualTo(new Affine(3 / 255f, 0));
        assertThat(Affine.spanning(-3, -2)).isEqualTo(new Affine(3 / 255f, 255));
        assertThat(Affine.spanning(0, 0).rounded(0)).isZero();
    }

    @Test
    void refusesAScaleThatIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Affine(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Affine(Float.NaN, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Affine(1, 256));
    }
}
