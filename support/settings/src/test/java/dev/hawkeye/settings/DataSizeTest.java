package dev.hawkeye.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DataSizeTest {
    @ParameterizedTest
    @CsvSource({"0 B,0", "1200 B,1200", "500 KiB,512000", "64MiB,67108864", "1 GiB,1073741824", "2 TiB,2199023255552"})
    void readsWhatPeopleWrite(String text, long bytes) {
        assertThat(DataSize.parse(text).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "64", "64 MB", "-1 B", "1.5 GiB", "MiB", "99999999999999 B", "999999999999 TiB"})
    void refusesWhatIsAmbiguousOrNoSize(String text) {
        assertThatThrownBy(() -> DataSize.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    void printsInTheLargestUnitThatFits() {
        assertThat(new DataSize(1023)).hasToString("1023 B");
        assertThat(new DataSize(1536)).hasToString("1.5 KiB");
        assertThat(new DataSize(10 << 20)).hasToString("10.0 MiB");
    }
}
