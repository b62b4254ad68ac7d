package dev.hawkeye.app;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.embedded.EmbeddedKafka;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.Registry;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS)
class ServiceCommandIT {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "detect", "aggregate", "console", "notify"})
    void waitsForItsKafkaThenIsReadyAndEndsWhenAsked(String command) throws Exception {
        int kafkaPort = LocalHttp.free().port();
        LocalHttp http = LocalHttp.free();
        try (Registry registry = new Registry()) {
            String config = config(kafkaPort, http.port(), registry.url());
            CompletableFuture<CommandLineRun> run =
                    CompletableFuture.supplyAsync(() -> CommandLineRun.of(command, "--config", config));
            patiently().until(() -> http.live() == 200);
            assertThat(http.ready()).isEqualTo(503);

            try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), kafkaPort, Map.of())) {
                patiently().until(() -> http.ready() == 200);
                assertThat(http.status("/topology"))
                        .isEqualTo(command.equals("detect") || command.equals("aggregate") ? 200 : 404);
                assertThat(kafka.failure()).isNotDone();
                endThisProcess();

                CommandLineRun ended = run.get(60, TimeUnit.SECONDS);
                assertThat(ended.err()).isEmpty();
                assertThat(ended.exitCode()).isZero();
            }
        }
    }

    @Test
    void startsWithTheSettingsThatItHasReadThoughTheFileHasAnErrorByThen() throws Exception {
        int kafkaPort = LocalHttp.free().port();
        LocalHttp http = LocalHttp.free();
        try (Registry registry = new Registry()) {
            // given: it waits for its Kafka
            Path config = Path.of(config(kafkaPort, http.port(), registry.url()));
            CompletableFuture<CommandLineRun> run =
                    CompletableFuture.supplyAsync(() -> CommandLineRun.of("aggregate", "--config", config.toString()));
            patiently().until(() -> http.live() == 200);

            // when
            Files.writeString(config, Files.readString(config).replace("partitions: 1", "partitions: many"));

            // then
            try (EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), kafkaPort, Map.of())) {
                patiently().until(() -> http.ready() == 200);
                assertThat(kafka.failure()).isNotDone();
                endThisProcess();
                assertThat(run.get(60, TimeUnit.SECONDS).exitCode()).isZero();
            }
        }
    }

    @Test
    void reachesKafkaWithItsOwnPropertiesWhereItHasSome() throws Exception {
        LocalHttp http = LocalHttp.free();
        try (Registry registry = new Registry();
                EmbeddedKafka kafka = EmbeddedKafka.start(directory.resolve("kafka"), 0, Map.of())) {
            // given: an address for all services that is not for this one
            Path config = Path.of(config(LocalHttp.free().port(), http.port(), registry.url()));
            Files.writeString(
                    config, "ingest: {kafka: {bootstrap.servers: \"" + kafka.bootstrapServers() + "\"}}\n", APPEND);

            // when
            CompletableFuture<CommandLineRun> run =
                    CompletableFuture.supplyAsync(() -> CommandLineRun.of("ingest", "--config", config.toString()));

            // then
            patiently().atMost(Duration.ofMinutes(3)).until(() -> http.ready() == 200);
            endThisProcess();
            assertThat(run.get(60, TimeUnit.SECONDS).exitCode()).isZero();
        }
    }

    @Test
    void theConsoleRefusesANetworkAddressWithoutAToken() throws Exception {
        String config = config(
                LocalHttp.free().port(),
                LocalHttp.free().port(),
                "http://127.0.0.1:" + LocalHttp.free().port());
        Path file = Path.of(config);
        Files.writeString(file, Files.readString(file).replace("http: {", "http: {host: 0.0.0.0, "));

        CommandLineRun run = CommandLineRun.of("console", "--config", config);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .singleElement()
                .asString()
                .contains("http.token must be set when http.host is 0.0.0.0", "openssl rand -hex 24");
    }

    private String config(int kafkaPort, int httpPort, String registry) throws IOException {
        Path model = Files.write(directory.resolve("blocks.onnx"), BlockModel.dynamic());
        String yaml = """
            kafka: {bootstrap.servers: "127.0.0.1:%d"}
            registry: {schema.registry.url: "%s"}
            http: {port: %d}
            data-directory: %s
            detector: {model: %s}
            topics: {partitions: 1}
            notify: {targets: [{name: guard, type: webhook, url: "http://127.0.0.1:9/"}], rules: [{name: all}]}
            """.formatted(kafkaPort, registry, httpPort, directory.resolve("data"), model);
        return Files.writeString(directory.resolve("site.yaml"), yaml).toString();
    }

    /** The command listens for the signal; without it this would end the tests. */
    private static void endThisProcess() throws Exception {
        String pid = String.valueOf(ProcessHandle.current().pid());
        new ProcessBuilder("kill", "-TERM", pid).start().waitFor();
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(1)).ignoreException(ConnectException.class);
    }
}
