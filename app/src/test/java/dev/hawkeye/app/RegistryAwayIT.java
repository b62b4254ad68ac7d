package dev.hawkeye.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.testing.Registry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class RegistryAwayIT {
    @TempDir
    Path directory;

    @Test
    void isToldInOneLineAndTheServiceStartsWhenItIsBack() throws Exception {
        // given
        try (Registry registry = new Registry();
                EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, Map.of())) {
            registry.stop();
            Path config = Files.writeString(
                    directory.resolve("site.yaml"), """
                    kafka: {bootstrap.servers: "%s"}
                    registry: {schema.registry.url: "%s"}
                    http: {port: 0}
                    topics: {partitions: 1}
                    """.formatted(kafka.bootstrapServers(), registry.url()));

            // when
            try (HawkeyeProcess ingest = HawkeyeProcess.start(directory, "ingest", "--config", config.toString())) {
                ingest.awaitLine("cannot be reached");
                registry.start();
                ingest.awaitLine("Everything is available now");

                // then
                assertThat(ingest.complaints())
                        .singleElement()
                        .asString()
                        .contains("the schema registry at " + registry.url() + " cannot be reached, start it");
            }
        }
    }
}
