package dev.hawkeye.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HumanDurationTest {
    @ParameterizedTest
    @CsvSource({"500 ms,PT0.5S", "10s,PT10S", "2 m,PT2M", "1 h,PT1H", "7 d,PT168H", "PT10S,PT10S", "36500 d,PT876000H"})
    void readsWhatPeopleWrite(String text, String iso) {
        assertThat(HumanDuration.parse(text)).hasToString(iso);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "10 min", "1.5 s", "-1 s", "forever"})
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> HumanDuration.parse(text))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999 d", "999999999999 d", "PT2562047788015215H", "PT-2562047788015215H"})
    void refusesATimeThatCouldNotBeCountedInNanoseconds(String text) {
        assertThatThrownBy(() -> HumanDuration.parse(text))
                .isInstanceOf(SettingException.class)
                .hasMessage("must be at most 36500 d, got: '" + text + "'");
    }
}
