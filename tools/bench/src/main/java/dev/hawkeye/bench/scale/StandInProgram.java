package dev.hawkeye.bench.scale;

import dev.hawkeye.commandline.Shutdown;
import dev.hawkeye.detector.DetectorService;
import dev.hawkeye.detector.StandInDetector;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.gate.StartGate;
import dev.hawkeye.site.http.Health;
import dev.hawkeye.site.http.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The program of a process that is {@code hawkeye detect} with a sleep for its inference; ends at SIGTERM. */
final class StandInProgram {
    private static final Duration CLOSING = Duration.ofSeconds(15);
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    private StandInProgram() {}

    /** @param arguments ms per frame, {@code --config}, file */
    public static void main(String[] arguments) throws InterruptedException {
        HawkeyeConfig config = new ConfigReader()
                .file(Path.of(arguments[2]))
                .environment(System.getenv())
                .read();
        Map<String, Object> kafka = new HashMap<>(config.kafka());
        kafka.put("state.dir", config.dataDirectory().resolve("streams").toString());
        Health health = new Health();
        try (Shutdown shutdown = Shutdown.within(CLOSING);
                SchemaRegistry registry = SchemaRegistry.connect(config.registry());
                DetectorService detector = StandInDetector.of(
                        Duration.ofMillis(Long.parseLong(arguments[0])),
                        config.detector(),
                        kafka,
                        config.topics().topics(),
                        registry,
                        new SimpleMeterRegistry());
                HttpServer http = HttpServer.start(config.http(), health, List.of())) {
            health.add("detect", detector::ready, detector::live);
            // The broker may have only begun to listen.
            if (!new StartGate(config, kafka, registry, List.of("detect"), true).pass(shutdown::await)) {
                return;
            }
            detector.start();
            health.allAdded();
            System.err.println("detector with a stand-in inference, health at port " + http.port());
            while (!shutdown.await(CHECK_INTERVAL)) {
                if (!detector.live()) {
                    throw new IllegalStateException("the detector stopped by itself");
                }
            }
        }
    }
}
