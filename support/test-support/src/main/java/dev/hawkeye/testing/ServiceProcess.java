package dev.hawkeye.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One instance of {@code ingest}, {@code detect} or {@code aggregate} in its own process, started as {@code ./hawkeye}
 * does, until {@link #close()}. Not thread-safe.
 */
public final class ServiceProcess implements AutoCloseable {
    private static final List<String> JVM = List.of(
            "-Xmx256m",
            "-XX:MaxDirectMemorySize=256m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djdk.nio.maxCachedBufferSize=1048576",
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
            "-Djava.awt.headless=true");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
    private static final int OK = 200;

    private final String name;
    private final List<String> program = new ArrayList<>(JVM);
    private final int httpPort = Ports.free();
    private final Path data;
    private final Path log;
    private ChildProcess process;

    /**
     * @param name the name of this instance, for its files
     * @param mainAndCommand main class and first arguments
     */
    public ServiceProcess(String name, List<String> mainAndCommand, Path config, Path directory) {
        this.name = name;
        this.program.addAll(mainAndCommand);
        this.program.addAll(List.of("--config", config.toString()));
        this.data = directory.resolve(name);
        this.log = directory.resolve(name + ".log");
    }

    public String name() {
        return name;
    }

    /** The URL of its HTTP server. */
    public String url() {
        return "http://" + Ports.HOST + ":" + httpPort;
    }

    /** The directory for Kafka Streams' files. */
    public Path streamsDirectory() {
        return data.resolve("streams");
    }

    public Path log() {
        return log;
    }

    /** Returns at once; see {@link #ready()}. */
    public void start() throws IOException {
        process = ChildProcess.start(
                program,
                Map.of("HAWKEYE_HTTP_PORT", Integer.toString(httpPort), "HAWKEYE_DATA_DIRECTORY", data.toString()),
                log);
    }

    /** The most recently started process. */
    public ChildProcess process() {
        return process;
    }

    /** @throws IllegalStateException when it has ended on its own; the message contains its log */
    public boolean ready() throws InterruptedException {
        process.requireAlive(name);
        return get("/ready").isPresent();
    }

    /** The response of its HTTP server; empty when the status is not 200 or the response does not arrive within 2 s. */
    public Optional<String> get(String path) throws InterruptedException {
        URI uri = URI.create(url() + path);
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build();
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == OK ? Optional.of(response.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.kill();
        }
    }
}
