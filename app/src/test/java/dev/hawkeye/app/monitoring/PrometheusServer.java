package dev.hawkeye.app.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.hawkeye.testing.Ports;
import dev.hawkeye.testing.ProcessEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** This machine's Prometheus as a process of its own, at a free port of the loopback, until {@link #close()}. */
final class PrometheusServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final PrometheusApi api;

    private PrometheusServer(Process process, PrometheusApi api) {
        this.process = process;
        this.api = api;
    }

    /**
     * Skips the test where none is installed.
     *
     * @param directory for its data and its log, an empty one
     */
    static PrometheusServer start(Path configuration, Path directory) throws IOException {
        String address = "127.0.0.1:" + Ports.free();
        Path log = directory.resolve("prometheus.log");
        Process process = new ProcessBuilder(
                        Installed.program("prometheus"),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=" + address,
                        "--log.level=warn")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        PrometheusServer server = new PrometheusServer(process, new PrometheusApi(address));
        try {
            await("Prometheus")
                    .atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> !process.isAlive() || server.api.isReady());
            if (!process.isAlive()) {
                throw new IllegalStateException("Prometheus ended: " + Files.readString(log, UTF_8));
            }
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        return server;
    }

    PrometheusApi api() {
        return api;
    }

    @Override
    public void close() {
        ProcessEnd.await(process, PATIENCE);
    }
}
