package dev.hawkeye.aggregator.config;

import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.settings.DataSize;
import dev.hawkeye.tracking.scene.Scene;
import java.time.Duration;
import java.util.Map;

/** ConfigBuilder of a test: the packaged defaults, each of which may be set. */
public final class ConfigBuilder {
    public String applicationId = "aggregator-test";
    public String site = "hawkeye";
    public Duration window = Duration.ofSeconds(10);
    public Duration advance = Duration.ofSeconds(10);
    public Duration grace = Duration.ofSeconds(2);
    public Duration updateInterval = Duration.ofSeconds(1);
    public Duration silence = Duration.ofSeconds(30);
    Duration silenceLossless = Duration.ofMinutes(10);
    public EventsOf events = EventsOf.CLASS;
    public int confirm = 3;
    public int confirmOf = 5;
    public Duration leaveAfter = Duration.ofSeconds(5);
    public Duration keyframeInterval = Duration.ofSeconds(30);
    public DataSize keyframeBudget = DataSize.parse("10 MiB");
    public Duration keyframeBudgetPeriod = Duration.ofHours(1);
    public Duration history = Duration.ofHours(24);
    Map<String, String> kafka = Map.of();
    public ByCamera<EventChoice> cameras = ByCamera.all(EventChoice.ANY);
    public ByCamera<Scene> scenes = ByCamera.all(Scene.NONE);

    public AggregatorConfig config() {
        return new AggregatorConfig(
                applicationId,
                site,
                window,
                advance,
                grace,
                updateInterval,
                silence,
                silenceLossless,
                events,
                confirm,
                confirmOf,
                leaveAfter,
                keyframeInterval,
                keyframeBudget,
                keyframeBudgetPeriod,
                history,
                kafka,
                cameras,
                scenes);
    }
}
