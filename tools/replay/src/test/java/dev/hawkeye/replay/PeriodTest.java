package dev.hawkeye.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows begin at multiples of their advance since 1970. */
class PeriodTest {
    @ParameterizedTest
    @CsvSource({
        "00:00:00, 00:00:10, 10, 10, true",
        "00:00:00, 00:00:09, 10, 10, false",
        "00:00:05, 00:00:19, 10, 10, false",
        "00:00:05, 00:00:20, 10, 10, true",
        "00:00:05, 00:00:19, 10, 2, true",
        "00:00:01, 00:00:11, 10, 2, false",
    })
    void aTimeHasAWindowIfAWholeOneLiesWithinIt(String from, String to, int length, int advance, boolean has) {
        Period period = new Period(time(from), time(to), Set.of(), Duration.ZERO, Duration.ZERO);

        assertThat(period.hasWindow(Duration.ofSeconds(length), Duration.ofSeconds(advance)))
                .isEqualTo(has);
    }

    private static Instant time(String ofDay) {
        return Instant.parse("2026-05-01T" + ofDay + "Z");
    }
}
