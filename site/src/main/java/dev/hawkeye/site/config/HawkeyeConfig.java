package dev.hawkeye.site.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hawkeye.aggregator.config.AggregatorConfig;
import dev.hawkeye.clips.ClipsConfig;
import dev.hawkeye.console.ConsoleConfig;
import dev.hawkeye.detector.DetectorConfig;
import dev.hawkeye.ingest.config.CameraConfig;
import dev.hawkeye.ingest.config.IngestConfig;
import dev.hawkeye.notify.config.NotifyConfig;
import dev.hawkeye.traces.TracingConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * All settings, validated; hawkeye.yaml documents the keys. Created by {@link ConfigReader}, which ensures their
 * consistency. Immutable.
 *
 * @param site name of the site, also part of the settings of aggregator and alarms
 * @param kafka native properties for every client, including {@code bootstrap.servers}
 * @param registry client properties of the schema registry, including {@code schema.registry.url}
 * @param cameras with the camera defaults applied
 * @param alarms the section notify, a name that a record component cannot have
 */
public record HawkeyeConfig(
        String site,
        Map<String, String> kafka,
        Map<String, String> registry,
        CloudConfig cloud,
        TopicsConfig topics,
        HttpConfig http,
        Path dataDirectory,
        IngestConfig ingest,
        List<CameraConfig> cameras,
        DetectorConfig detector,
        AggregatorConfig aggregator,
        ConsoleConfig console,
        ClipsConfig clips,
        @JsonProperty("notify") NotifyConfig alarms,
        TracingConfig tracing) {

    public HawkeyeConfig {
        kafka = Map.copyOf(kafka);
        registry = Map.copyOf(registry);
        cameras = List.copyOf(cameras);
    }

    /** Ids of the cameras, in file order. */
    public List<String> cameraIds() {
        return cameras.stream().map(CameraConfig::id).toList();
    }

    /** Omits every value that may contain a secret. */
    @Override
    public String toString() {
        return "HawkeyeConfig[site=" + site + ", kafka=" + kafka.keySet() + ", registry=" + registry.keySet()
                + ", cloud=" + cloud + ", topics=" + topics
                + ", http=" + http + ", dataDirectory=" + dataDirectory + ", cameras=" + cameras + ", model="
                + detector.model() + "]";
    }
}
