package dev.hawkeye.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeeklyTimeTest {
    /** 2026-06-01 is a Monday. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        22:00-06:00          | 2026-06-01T22:00 | true
        22:00-06:00          | 2026-06-01T05:59 | true
        22:00-06:00          | 2026-06-01T06:00 | false
        08:00-17:30          | 2026-06-01T17:29 | true
        08:00-17:30          | 2026-06-01T17:30 | false
        mon-fri 22:00-06:00  | 2026-06-05T23:00 | true
        mon-fri 22:00-06:00  | 2026-06-06T05:00 | true
        mon-fri 22:00-06:00  | 2026-06-06T23:00 | false
        mon-fri 22:00-06:00  | 2026-06-01T05:00 | false
        sat,sun 00:00-24:00  | 2026-06-07T23:59 | true
        sat,sun 00:00-24:00  | 2026-06-08T00:00 | false
        fri-mon 12:00-13:00  | 2026-06-01T12:30 | true
        fri-mon 12:00-13:00  | 2026-06-02T12:30 | false
        Sun 20:00-04:00      | 2026-06-08T03:59 | true
        """)
    void includesItsDaysAndTheMorningAfterThem(String text, LocalDateTime time, boolean included) {
        WeeklyTime weekly = WeeklyTime.parse(text).orElseThrow();

        assertThat(weekly.includes(time.atZone(ZoneId.of("Europe/Berlin")))).isEqualTo(included);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "night",
                "22-06",
                "25:00-06:00",
                "22:00-06:60",
                "mo-fr 08:00-17:00",
                "mon-wed-fri 08:00-09:00",
                "mon, 1:00-2:00"
            })
    void isOfOneFormOnly(String text) {
        assertThat(WeeklyTime.parse(text)).isEmpty();
    }
}
