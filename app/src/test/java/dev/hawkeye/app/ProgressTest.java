package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;

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
                "5 | 10 | 900 | \"analyze   50% [===============>              ] 5/10 frames\"",
                "5 | 10 | 2000 | \"analyze   50% [===============>              ] 5/10 frames, 2.5/s, 2 s left\"",
                "100 | 4000 | 1000 | \"analyze    2% [>                             ] 100/4000 frames, 100/s, 39 s left\"",
                "1 | 1001 | 10000 | \"analyze    0% [>                             ] 1/1001 frames, 0.1/s, 2 h 46 min left\"",
                "1 | 11 | 20000 | \"analyze    9% [==>                           ] 1/11 frames, 3 min 20 s left\"",
                "10 | 10 | 4000 | \"analyze  100% [==============================] 10/10 frames, 2.5/s\"",
                "0 | 0 | 0 | \"analyze  100% [==============================] 0/0 frames\"",
                "11 | 10 | 1000 | \"analyze  11 frames, 11/s\"",
            })
    void tellsOnlyWhatIsKnown(long done, long expected, long millis, String line) {
        assertThat(ProgressLine.of("analyze", "frames", done, expected, Duration.ofMillis(millis), 100))
                .isEqualTo(line);
    }

    @Test
    void isNeverWiderThanTheTerminal() {
        for (int width = 10; width < 120; width++) {
            assertThat(ProgressLine.of("equalize layers", "", 50, 100, Duration.ofSeconds(9), width))
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
