package dev.hawkeye.bench.scale;

import dev.hawkeye.commandline.Shutdown;
import dev.hawkeye.detector.DetectorService;
import dev.hawkeye.detector.topology.GuardedClients;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.site.config.ConfigReader;
import dev.hawkeye.site.config.HawkeyeConfig;
import dev.hawkeye.site.gate.StartGate;
import dev.hawkeye.site.http.Health;
import dev.hawkeye.site.http.HttpServer;
import dev.hawkeye.vision.Outcome;
import dev.hawkeye.vision.StepNanos;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The main program of a {@code hawkeye detect} that sleeps instead of inferring, for measuring everything around
 * inference: however many of them share a machine, their inferences do not compete for its cores. It reads no picture
 * and detects nothing. Ends on SIGTERM.
 */
final class StandInProgram {
    private static final Duration CLOSING = Duration.ofSeconds(15);
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

    private static final int WIDTH = 1;
    private static final int HEIGHT = 1;

    private StandInProgram() {}

    /** @param arguments milliseconds per frame, {@code --config}, file */
    public static void main(String[] arguments) throws InterruptedException {
        HawkeyeConfig config = new ConfigReader()
                .file(Path.of(arguments[2]))
                .environment(System.getenv())
                .read();
        Map<String, Object> kafka = new HashMap<>(config.kafka());
        kafka.put("state.dir", config.dataDirectory().resolve("streams").toString());
        Duration cost = Duration.ofMillis(Long.parseLong(arguments[0]));
        Health health = new Health();
        try (Shutdown shutdown = Shutdown.within(CLOSING);
                SchemaRegistry registry = SchemaRegistry.connect(config.registry());
                DetectorService detector = new DetectorService(
                        config.detector(),
                        kafka,
                        config.topics().topics(),
                        registry,
                        new SimpleMeterRegistry(),
                        GuardedClients::new,
                        (lane, jpegs, wanted) -> sleep(cost, jpegs.size()));
                HttpServer http = HttpServer.start(config.http(), health, List.of())) {
            health.add("detect", detector::ready, detector::live);
            // The broker may have only started to listen.
            if (!new StartGate(config, kafka, registry, List.of("detect"), true).pass(shutdown::await)) {
                return;
            }
            detector.start();
            health.allAdded();
            System.err.println("detector with a stand-in inference, health at port " + http.port());
            while (!shutdown.await(CHECK_INTERVAL)) {
                if (!detector.live()) {
                    throw new IllegalStateException("the detector stopped unexpectedly");
                }
            }
        }
    }

    private static List<Outcome> sleep(Duration cost, int frames) {
        Duration all = cost.multipliedBy(frames);
        try {
            Thread.sleep(all.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        StepNanos times = new StepNanos(0, 0, all.toNanos(), 0);
        return Collections.nCopies(frames, new Outcome.Detected(WIDTH, HEIGHT, List.of(), times, frames));
    }
}
