package dev.hawkeye.site.config;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.console.ConsoleConfig;
import dev.hawkeye.detector.DetectorConfig;
import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.IngestConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * All settings, checked; the keys and what they mean are in hawkeye.yaml. Made by {@link ConfigReader},
 * which sees to it that they go together. Immutable.
 *
 * @param kafka native properties for every client, {@code bootstrap.servers} among them
 * @param registry properties of the schema registry's client, {@code schema.registry.url} among them
 * @param cameras with the camera defaults in them
 */
public record HawkeyeConfig(
        Map<String, String> kafka,
        Map<String, String> registry,
        TopicsConfig topics,
        HttpConfig http,
        Path dataDirectory,
        IngestConfig ingest,
        List<CameraConfig> cameras,
        DetectorConfig detector,
        AggregatorConfig aggregator,
        ConsoleConfig console) {

    public HawkeyeConfig {
        kafka = Map.copyOf(kafka);
        registry = Map.copyOf(registry);
        cameras = List.copyOf(cameras);
    }

    /** Shows no value that a user may have put a secret into. */
    @Override
    public String toString() {
        return "HawkeyeConfig[kafka=" + kafka.keySet() + ", registry=" + registry.keySet() + ", topics=" + topics
                + ", http=" + http + ", dataDirectory=" + dataDirectory + ", cameras=" + cameras + ", model="
                + detector.model() + "]";
    }
}
