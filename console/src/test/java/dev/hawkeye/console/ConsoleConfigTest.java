package dev.hawkeye.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hawkeye.settings.DataSize;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleConfigTest {
    private static final DataSize CACHE = DataSize.parse("1 MiB");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.1:8080",
                "ftp://192.0.2.1",
                "http://192.0.2.1/history",
                "http://192.0.2.1?a=b",
                "http:// ",
                "http://user:hunter2@192.0.2.1"
            })
    void anAggregatorIsTheAddressOfAServer(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConsoleConfig(List.of(address), CACHE, 1, "", Map.of()))
                .withMessageStartingWith("aggregators must each be like http://HOST:PORT")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 100_001})
    void eventsAreBounded(int events) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConsoleConfig(List.of(), CACHE, events, "", Map.of()))
                .withMessage("events must be 1 to 100000, got: " + events);
    }

    @Test
    void itsTextShowsNoValueOfANativeProperty() {
        ConsoleConfig config = new ConsoleConfig(
                List.of("http://192.0.2.1:8080"), CACHE, 1, "", Map.of("ssl.key.password", "hunter2"));

        assertThat(config.toString()).contains("ssl.key.password").doesNotContain("hunter2");
    }

    @Test
    void anUnknownZoneIsRefusedAndAnEmptyOneIsThatOfTheMachine() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConsoleConfig(List.of(), CACHE, 1, "Europe/Atlantis", Map.of()))
                .withMessageContaining("time-zone must be a name such as Europe/Berlin");
        assertThat(new ConsoleConfig(List.of(), CACHE, 1, "", Map.of()).zone()).isEqualTo(ZoneId.systemDefault());
    }
}
