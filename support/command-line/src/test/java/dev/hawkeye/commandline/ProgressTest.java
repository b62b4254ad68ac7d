package dev.hawkeye.commandline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "0 | 10 | 0 | \"analyze    0% [>                             ] 0/10 frames\"",
                "5 | 10 | 0 | \"analyze   50% [===============>              ] 5/10 frames\"",
                "5 | 10 | 2.5 | \"analyze   50% [===============>              ] 5/10 frames, 2.5/s, 2 s left\"",
                "100 | 4000 | 100 | \"analyze    2% [>                             ] 100/4000 frames, 100/s, 39 s left\"",
                "1 | 1001 | 0.1 | \"analyze    0% [>                             ] 1/1001 frames, 0.1/s, 2 h 46 min left\"",
                "1 | 11 | 0.05 | \"analyze    9% [==>                           ] 1/11 frames, 3 min 20 s left\"",
                "10 | 10 | 2.5 | \"analyze  100% [==============================] 10/10 frames, 2.5/s\"",
                "0 | 0 | 0 | \"analyze  100% [==============================] 0/0 frames\"",
                "11 | 10 | 11 | \"analyze  11 frames, 11/s\"",
            })
    void showsOnlyWhatIsKnown(long done, long expected, double rate, String line) {
        assertThat(ProgressLine.of("analyze", "frames", done, expected, rate, 100))
                .isEqualTo(line);
    }

    @Test
    void goesByTheLastHalfMinuteAndNotByTheTimeOfGettingReady() {
        // given: ready after 20 s, then 10/s for a minute, then 2/s for half a minute
        Pace pace = new Pace();
        pace.add(0, seconds(10));
        assertThat(pace.perSecond(seconds(19))).isZero();
        for (int second = 20; second <= 80; second++) {
            pace.add(10L * (second - 19), seconds(second));
            double expected = second < 23 ? 0 : 10;
            assertThat(pace.perSecond(seconds(second))).isCloseTo(expected, within(0.01));
        }

        // when
        for (int second = 81; second <= 111; second++) {
            pace.add(610 + 2L * (second - 80), seconds(second));
        }

        // then: and it slows down while nothing comes
        assertThat(pace.perSecond(seconds(111))).isCloseTo(2, within(0.3));
        assertThat(pace.perSecond(seconds(141))).isCloseTo(1, within(0.2));
    }

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void isNeverWiderThanTheTerminal() {
        for (int width = 10; width < 120; width++) {
            assertThat(ProgressLine.of("equalize layers", "", 50, 100, 5.6, width))
                    .hasSizeLessThanOrEqualTo(width);
        }
    }

    @Test
    void neverGoesBackAndEndsWithWhatWasDone() {
        List<String> lines = new CopyOnWriteArrayList<>();

        try (Progress progress = new Progress("analyze", "frames", 10, false, lines::add)) {
            progress.done(7);
            progress.done(3);
            progress.end(12);
        }

        assertThat(lines).isNotEmpty().last().asString().contains("100%").contains("12/12 frames");
    }
}
