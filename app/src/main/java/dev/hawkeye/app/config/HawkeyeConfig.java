package dev.hawkeye.app.config;

import dev.hawkeye.aggregator.AggregatorConfig;
import dev.hawkeye.console.ConsoleConfig;
import dev.hawkeye.detector.ClassChoice;
import dev.hawkeye.detector.DetectorConfig;
import dev.hawkeye.ingest.CameraConfig;
import dev.hawkeye.ingest.IngestConfig;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All settings, checked; the keys and what they mean are in hawkeye.yaml. Made by {@link ConfigReader}. Immutable.
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
        Set<String> ids = new HashSet<>();
        for (CameraConfig camera : cameras) {
            if (!ids.add(camera.id())) {
                throw new IllegalArgumentException(
                        "cameras must each have an id of their own, got twice: " + camera.id());
            }
            checkClasses(camera.id(), detector, aggregator);
        }
    }

    /** What would never have an effect is a mistake. */
    private static void checkClasses(String camera, DetectorConfig detector, AggregatorConfig aggregator) {
        ClassChoice detected = detector.cameras().of(camera);
        detected.confidence().forEach((name, score) -> {
            if (score < detector.confidence()) {
                throw new IllegalArgumentException("cameras need a confidence of detector.confidence ("
                        + detector.confidence() + ") or more for each class, got for " + name + " of " + camera + ": "
                        + score);
            }
        });
        for (String name : aggregator.cameras().of(camera).eventClasses()) {
            if (!detected.classes().isEmpty() && !detected.classes().contains(name)) {
                throw new IllegalArgumentException("cameras need event-classes that are among their classes "
                        + detected.classes() + ", got for " + camera + ": " + name);
            }
        }
    }

    /** Shows no value that a user may have put a secret into. */
    @Override
    public String toString() {
        return "HawkeyeConfig[kafka=" + kafka.keySet() + ", registry=" + registry.keySet() + ", topics=" + topics
                + ", http=" + http + ", dataDirectory=" + dataDirectory + ", cameras=" + cameras + ", model="
                + detector.model() + "]";
    }
}
