package dev.hawkeye.app.bench.scale;

import dev.hawkeye.app.TopicSetup;
import dev.hawkeye.app.config.ConfigReader;
import dev.hawkeye.app.config.HawkeyeConfig;
import dev.hawkeye.app.http.Health;
import dev.hawkeye.app.http.HttpServer;
import dev.hawkeye.detector.DetectorService;
import dev.hawkeye.detector.StandInDetector;
import dev.hawkeye.schemas.SchemaRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.errors.RetriableException;

/** The program of a process that is {@code hawkeye detect} with a sleep for its inference; ends at SIGTERM. */
final class StandInProgram {
    private StandInProgram() {}

    /** @param arguments ms per frame, {@code --config}, file */
    public static void main(String[] arguments) throws InterruptedException {
        HawkeyeConfig config = new ConfigReader()
                .file(Path.of(arguments[2]))
                .environment(System.getenv())
                .read();
        createTopics(config);
        Map<String, Object> kafka = new HashMap<>(config.kafka());
        kafka.put("state.dir", config.dataDirectory().resolve("streams").toString());
        Health health = new Health();
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(ended, closed), "leave"));
        try (SchemaRegistry registry = SchemaRegistry.connect(config.registry());
                DetectorService detector = StandInDetector.of(
                        Duration.ofMillis(Long.parseLong(arguments[0])),
                        config.detector(),
                        kafka,
                        config.topics().topics(),
                        registry,
                        new SimpleMeterRegistry());
                HttpServer http = HttpServer.start(config.http(), health, List.of())) {
            health.add("detect", detector::ready, detector::live);
            detector.start();
            health.allAdded();
            System.err.println("detector with a stand-in inference, health at port " + http.port());
            ended.await();
        } finally {
            closed.countDown();
        }
    }

    /** The broker may have only begun to listen. */
    private static void createTopics(HawkeyeConfig config) throws InterruptedException {
        while (true) {
            try {
                TopicSetup.createMissing(new HashMap<>(config.kafka()), config.topics());
                return;
            } catch (RetriableException e) {
                System.err.println("trying again: " + e.getMessage());
            }
        }
    }

    private static void leave(CountDownLatch ended, CountDownLatch closed) {
        ended.countDown();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
