package dev.hawkeye.vision.detection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SuppressionTest {
    private final Suppression suppression = new Suppression();

    @BeforeEach
    void begin() {
        suppression.begin(0.5f, 3);
    }

    @Test
    void dropsABoxThatOverlapsAStrongerOneOfItsClass() {
        assertThat(suppression.keep(0, 0, 0, 10, 10)).isTrue();

        // 8 of 12 columns in common: 0.67
        assertThat(suppression.keep(0, 2, 0, 12, 10)).isFalse();
    }

    @Test
    void keepsABoxThatOverlapsLittle() {
        suppression.keep(0, 0, 0, 10, 10);

        // 5 of 15 columns in common: 0.33
        assertThat(suppression.keep(0, 5, 0, 15, 10)).isTrue();
    }

    @Test
    void keepsABoxExactlyAtTheThreshold() {
        suppression.keep(0, 0, 0, 10, 10);

        // 10 x 5 inside 10 x 10: 0.5
        assertThat(suppression.keep(0, 0, 0, 10, 5)).isTrue();
    }

    @Test
    void neverDropsABoxForOneOfAnotherClass() {
        suppression.keep(0, 0, 0, 10, 10);

        assertThat(suppression.keep(1, 0, 0, 10, 10)).isTrue();
    }

    @Test
    void comparesWithKeptBoxesOnly() {
        suppression.keep(0, 0, 0, 10, 10);
        assertThat(suppression.keep(0, 3, 0, 13, 10)).isFalse();

        // overlaps the dropped one by 0.54, the kept one by 0.25
        assertThat(suppression.keep(0, 6, 0, 16, 10)).isTrue();
    }

    @Test
    void keepsTwoBoxesWithoutArea() {
        assertThat(suppression.keep(0, 5, 5, 5, 5)).isTrue();
        assertThat(suppression.keep(0, 5, 5, 5, 5)).isTrue();
    }

    @Test
    void isFullAtItsLimitUntilItBeginsAnew() {
        suppression.keep(0, 0, 0, 1, 1);
        suppression.keep(0, 2, 0, 3, 1);
        assertThat(suppression.full()).isFalse();
        suppression.keep(0, 4, 0, 5, 1);
        assertThat(suppression.full()).isTrue();

        suppression.begin(0.5f, 3);

        assertThat(suppression.full()).isFalse();
        assertThat(suppression.keep(0, 0, 0, 1, 1)).isTrue();
    }

    @Test
    void mayKeepMoreOrFewerBoxesAndOtherOverlapsNextTime() {
        // given
        suppression.begin(0.9f, 5);

        // when it is 0.67
        suppression.keep(0, 0, 0, 10, 10);

        // then
        assertThat(suppression.keep(0, 2, 0, 12, 10)).isTrue();

        // when
        suppression.begin(0.9f, 1);
        suppression.keep(0, 0, 0, 10, 10);

        // then
        assertThat(suppression.full()).isTrue();
    }
}
