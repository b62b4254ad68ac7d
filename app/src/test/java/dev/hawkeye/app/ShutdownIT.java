package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.commandline.Shutdown;
import dev.hawkeye.testing.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

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
    void aRequestThatComesFromTheTerminalAndFromAScriptAtOnceIsOne(@TempDir Path directory) throws Exception {
        // given: a service that waits for its Kafka
        Path config = Files.writeString(
                directory.resolve("site.yaml"),
                "{kafka: {bootstrap.servers: '127.0.0.1:" + Ports.free() + "'}, http: {port: 0},"
                        + " registry: {schema.registry.url: 'http://127.0.0.1:9'}}");
        try (HawkeyeProcess ingest = HawkeyeProcess.start(directory, "ingest", "--config", config.toString())) {
            ingest.awaitLine("cannot be reached");

            // when: Ctrl-C goes to all processes of a terminal, and the script that started this one passes it on
            ingest.interruptAndTerminate();

            // then: it ends in order
            assertThat(ingest.awaitExit()).isZero();
            assertThat(ingest.lines()).anyMatch(line -> line.contains("stopping"));
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
