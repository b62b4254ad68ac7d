package dev.hawkeye.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hawkeye.ingest.config.CameraConfig.Mode;
import dev.hawkeye.ingest.config.CameraConfig.Transport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DisplayNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Südtor",
                "正门",
                "الباب الجنوبي",
                "שער דרומי",
                "ประตูทิศใต้",
                "दक्षिण द्वार",
                "می\u200Cخواهم", // with the joiner that Persian is written with
                "\u200EA1\u200F", // with directional marks
                "gate 👩\u200D🚒",
                "Tor: Ost @ Nord, a=b",
                "'Gate' <b>&amp;\"1\"</b>",
            })
    void takesNamesOfAnyScriptAsTheyAre(String name) {
        assertThat(camera(name).name()).isEqualTo(name);
    }

    @Test
    void composesWhatIsWrittenWithCombiningMarks() {
        assertThat(camera("Su\u0308dtor").name()).isEqualTo("Südtor");
    }

    @Test
    void isLeftOutWhereThereIsNone() {
        assertThat(camera(null).name()).isNull();
    }

    @Test
    void countsCharactersAndNotTheirHalves() {
        assertThat(camera("😀".repeat(100)).name()).hasSize(200);
    }

    @ParameterizedTest
    @MethodSource
    void refusesWhatIsNotALineOfTextWithKeyValueAndRemedy(String name, String problem) {
        assertThatThrownBy(() -> camera(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("camera 'gate': name must " + problem);
    }

    static Stream<Arguments> refusesWhatIsNotALineOfTextWithKeyValueAndRemedy() {
        String control = "be one line of text without control characters, got: ";
        String visible = "have a visible character and no blank at either end, got: ";
        return Stream.of(
                Arguments.of(
                        "rtsp://admin:s3cret@cam/live",
                        "be a display name, not an address, got: 'rtsp://***@cam/live'"),
                Arguments.of("admin:s3cret@cam", "be a display name, not an address, got: '***@cam'"),
                Arguments.of("a\nb", control + "U+000A; remove it"),
                Arguments.of("a\u0000", control + "U+0000; remove it"),
                Arguments.of("\u001B[31mred", control + "U+001B; remove it"),
                Arguments.of("a\u0085b", control + "U+0085; remove it"),
                Arguments.of("a\u2028b", control + "U+2028; remove it"),
                Arguments.of("etag\u202Egate", control + "U+202E; remove it"),
                Arguments.of("\u2067gate", control + "U+2067; remove it"),
                Arguments.of("a\uD83D", control + "U+D83D; remove it"),
                Arguments.of("", visible + "''; leave the key out for no name"),
                Arguments.of(" gate", visible + "' gate'; leave the key out for no name"),
                Arguments.of("\u200B\u00A0", visible + "'\u200B\u00A0'; leave the key out for no name"),
                Arguments.of("é".repeat(101), "have at most 100 characters, got: 101; shorten it"));
    }

    private static CameraConfig camera(String name) {
        return new CameraConfig(
                "gate",
                name,
                "rtsp://cam/live",
                5,
                0,
                0,
                90,
                Mode.LIVE,
                Transport.AUTO,
                true,
                CameraConfig.GateMode.AUTO,
                null);
    }
}
