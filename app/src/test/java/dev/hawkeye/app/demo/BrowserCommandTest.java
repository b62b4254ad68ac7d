package dev.hawkeye.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BrowserCommandTest {
    @Test
    void thereIsOneWhereThereIsAScreen() {
        assertThat(Browser.command("Linux", Map.of("DISPLAY", ":0"))).isPresent();
        assertThat(Browser.command("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0")))
                .isPresent();
        assertThat(Browser.command("Mac OS X", Map.of())).isPresent();
        assertThat(Browser.command("Windows 11", Map.of())).isPresent();
    }

    @Test
    void thereIsNoneOnAServer() {
        assertThat(Browser.command("Linux", Map.of("PATH", "/bin"))).isEmpty();
    }
}
