package dev.hawkeye.bench.scale;

import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.testing.BlockModel;
import dev.hawkeye.testing.Broker;
import dev.hawkeye.testing.Registry;
import dev.hawkeye.testing.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;

/**
 * A broker and services, each in its own process, and a schema registry in this one, until {@link #close()}. Not
 * thread-safe.
 */
final class ScaleSite implements AutoCloseable {
    static final Topics TOPICS = new Topics("scale.");
    static final String DETECTORS = "scale-detector";

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final long PAUSE_MILLIS = 100;

    private final Path directory;
    private final Path config;
    private final Runnable check;
    private Runnable meanwhile = () -> {};
    private final Broker broker;
    private final Registry registry = new Registry();
    private final SchemaRegistry schemas = SchemaRegistry.connect(Map.of(SchemaRegistry.URL, registry.url()));
    private final List<ServiceProcess> services = new ArrayList<>();

    /**
     * Starts the broker.
     *
     * @param cameras YAML of the list of cameras
     * @param check called often; an exception from it ends the measurement
     */
    ScaleSite(Path directory, int partitions, String cameras, Runnable check) throws IOException, InterruptedException {
        this(directory, partitions, cameras, "", check);
    }

    /** @param more YAML of sections other than those of brokers, topics, detector and cameras */
    ScaleSite(Path directory, int partitions, String cameras, String more, Runnable check)
            throws IOException, InterruptedException {
        this.directory = Files.createDirectories(directory);
        this.check = check;
        this.broker = new Broker(directory);
        Path model = Files.write(directory.resolve("blocks.onnx"), BlockModel.dynamic());
        this.config = Files.writeString(directory.resolve("scale.yaml"), """
            kafka: {bootstrap.servers: "%s"}
            registry: {schema.registry.url: "%s"}
            topics: {prefix: "%s", partitions: %d}
            detector: {application-id: %s, model: "%s", lanes: 1}
            cameras: %s
            %s
            """.formatted(
                        broker.bootstrapServers(),
                        registry.url(),
                        TOPICS.prefix(),
                        partitions,
                        DETECTORS,
                        model,
                        cameras,
                        more));
        broker.start();
        until("the broker listens", broker::listens);
    }

    /** Starts a process and waits until it is ready. */
    ServiceProcess start(String name, List<String> program) throws IOException, InterruptedException {
        ServiceProcess service = new ServiceProcess(name, program, config, directory);
        services.add(service);
        service.start();
        awaitReady(service);
        return service;
    }

    void awaitReady(ServiceProcess service) throws InterruptedException {
        until(service.name() + " is ready", () -> {
            try {
                return service.ready();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        });
    }

    /** Sends SIGTERM. */
    void end(ServiceProcess service) throws InterruptedException {
        service.process().terminate();
        until(service.name() + " ends", () -> !service.process().alive());
    }

    /**
     * Waits for a condition.
     *
     * @throws IllegalStateException when it takes minutes
     */
    void until(String what, BooleanSupplier holds) throws InterruptedException {
        long begin = System.nanoTime();
        while (!holds.getAsBoolean()) {
            check.run();
            meanwhile.run();
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new IllegalStateException("waited " + PATIENCE.toSeconds() + " s in vain for: " + what);
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** Sets work to repeat during every wait. */
    void meanwhile(Runnable work) {
        meanwhile = work;
    }

    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", kafka()));
    }

    String kafka() {
        return broker.bootstrapServers();
    }

    SchemaRegistry schemas() {
        return schemas;
    }

    @Override
    public void close() {
        services.forEach(ServiceProcess::close);
        broker.close();
        schemas.close();
        registry.close();
    }
}
