package dev.hawkeye.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteSettingsTest {
    @ParameterizedTest
    @CsvSource({"Europe/Berlin, Europe/Berlin", "GMT+02:00, +02:00", "Z, UTC", "UTC, UTC", "+05:30, +05:30"})
    void aZoneIsNamedAsBrowsersTakeIt(String zone, String told) {
        SiteSettings settings = new SiteSettings(Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofDays(7));

        assertThat(settings.view(ZoneId.of(zone)).timeZone()).isEqualTo(told);
    }
}
