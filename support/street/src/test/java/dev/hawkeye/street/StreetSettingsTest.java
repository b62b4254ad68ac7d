package dev.hawkeye.street;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.street.drawing.Weather;
import dev.hawkeye.street.traffic.Density;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StreetSettingsTest {

    @Test
    void takesWhatTheAddressSays() {
        assertThat(StreetSettings.parse("synthetic:street?seed=-7&fps=30&weather=rain&traffic=light&seconds=60"))
                .isEqualTo(new StreetSettings(-7, Weather.RAIN, Density.LIGHT, 30, 60));
    }

    @Test
    void hasADefaultForEverything() {
        assertThat(StreetSettings.parse("synthetic:street")).isEqualTo(new StreetSettings(1, Weather.DAY, 10, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "synthetic:beach | there is one synthetic camera, synthetic:street, got: synthetic:beach",
                "synthetic:street?speed=3 | synthetic:street takes seed, fps, weather, traffic and seconds, got: 'speed'",
                "synthetic:street?=3 | synthetic:street takes seed, fps, weather, traffic and seconds, got: ''",
                "synthetic:street?fps=0 | fps must be a whole number from 1 to 30, got: 0",
                "synthetic:street?fps=31 | fps must be a whole number from 1 to 30, got: 31",
                "synthetic:street?fps=2.5 | fps must be a whole number from 1 to 30, got: '2.5'",
                "synthetic:street?fps | fps must be a whole number from 1 to 30, got: ''",
                "synthetic:street?seed=x | seed must be a whole number, got: 'x'",
                "synthetic:street?seconds=-1 | seconds must be a whole number from 0 to 86400, got: -1",
                "synthetic:street?weather=snow | weather must be day, dusk or rain, got: snow",
                "synthetic:street?traffic=heavy | traffic must be normal or light, got: heavy",
                "synthetic:street?fps=5&fps=6 | synthetic:street: fps is given twice, give it once"
            })
    void namesKeyValueAndRemedy(String address, String message) {
        assertThatThrownBy(() -> StreetSettings.parse(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
