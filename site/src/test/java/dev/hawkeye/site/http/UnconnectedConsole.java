package dev.hawkeye.site.http;

import dev.hawkeye.clips.ClipsConfig;
import dev.hawkeye.console.ConsoleConfig;
import dev.hawkeye.console.ConsoleService;
import dev.hawkeye.console.Pipeline;
import dev.hawkeye.console.SiteSettings;
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.schemas.SchemaRegistry;
import dev.hawkeye.schemas.Topics;
import dev.hawkeye.settings.DataSize;
import dev.hawkeye.tracking.scene.Scene;
import dev.hawkeye.vision.detection.DetectionLimits;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A console that is never started: it answers requests, and needs no Kafka for it. */
final class UnconnectedConsole {
    private UnconnectedConsole() {}

    /** @param registry name of a registry that nobody else has */
    static ConsoleService of(String registry) {
        return new ConsoleService(
                new ConsoleConfig(List.of(), DataSize.parse("1 MiB"), 1, "", Map.of()),
                new Pipeline(
                        new Topics(""),
                        "detector",
                        "aggregator",
                        Optional.empty(),
                        DetectionLimits.DEFAULTS,
                        new SiteSettings(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ZERO),
                        ByCamera.all(Scene.NONE),
                        ClipsConfig.NONE,
                        true),
                Map::of,
                SchemaRegistry.connect(Map.of(SchemaRegistry.URL, "mock://" + registry)),
                (camera, from, to) -> List.of(),
                new SimpleMeterRegistry());
    }
}
