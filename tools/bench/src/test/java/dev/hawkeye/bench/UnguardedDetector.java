package dev.hawkeye.bench;

import dev.hawkeye.detector.DetectorService;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.http.Health;
import dev.hawkeye.site.http.HttpServer;
import dev.hawkeye.site.topics.TopicSetup;
import dev.hawkeye.vision.Lane;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/** The program {@code hawkeye detect} with its guard broken on purpose: offsets of frames in flight are committed. */
final class UnguardedDetector {
    private UnguardedDetector() {}

    /** @param arguments {@code --config}, file */
    public static void main(String[] arguments) throws InterruptedException {
        HawkeyeConfig config = new ConfigReader()
                .file(Path.of(arguments[1]))
                .environment(System.getenv())
                .read();
        TopicSetup.createMissing(new HashMap<>(config.kafka()), config.topics());
        Map<String, Object> kafka = new HashMap<>(config.kafka());
        kafka.put("state.dir", config.dataDirectory().resolve("streams").toString());
        Health health = new Health();
        try (SchemaRegistry registry = SchemaRegistry.connect(config.registry());
                DetectorService detector = new DetectorService(
                        config.detector(),
                        kafka,
                        config.topics().topics(),
                        registry,
                        new SimpleMeterRegistry(),
                        guard -> new DefaultKafkaClientSupplier(),
                        Lane::detect);
                HttpServer http = HttpServer.start(config.http(), health, List.of())) {
            health.add("detect", detector::ready, detector::live);
            detector.start();
            health.allAdded();
            System.err.println("unguarded detector at port " + http.port());
            new CountDownLatch(1).await();
        }
    }
}
