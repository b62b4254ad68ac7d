package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.commandline.Shutdown;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class ShutdownIT {

    @Test
    void turnsASignalIntoARequest() throws Exception {
        try (Shutdown shutdown = Shutdown.within(Duration.ofMinutes(1))) {
            assertThat(shutdown.requested()).isFalse();

            String pid = String.valueOf(ProcessHandle.current().pid());
            new ProcessBuilder("kill", "-TERM", pid).start().waitFor();

            assertThat(shutdown.await(Duration.ofSeconds(30))).isTrue();
            assertThat(shutdown.requested()).isTrue();
        }
    }

    @Test
    void aServiceGoesOnWhenItsTerminalIsClosed() throws Exception {
        try (Shutdown shutdown = Shutdown.ofService(Duration.ofMinutes(1))) {
            String pid = String.valueOf(ProcessHandle.current().pid());
            new ProcessBuilder("kill", "-HUP", pid).start().waitFor();

            assertThat(shutdown.await(Duration.ofSeconds(1))).isFalse();
        }
    }
}
