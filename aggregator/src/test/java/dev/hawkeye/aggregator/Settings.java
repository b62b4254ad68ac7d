package dev.hawkeye.aggregator;

import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.settings.DataSize;
import java.time.Duration;
import java.util.Map;

/** Settings of a test: the packaged defaults, each of which may be set. */
final class Settings {
    String applicationId = "aggregator-test";
    Duration window = Duration.ofSeconds(10);
    Duration advance = Duration.ofSeconds(10);
    Duration grace = Duration.ofSeconds(2);
    Duration updateInterval = Duration.ofSeconds(1);
    Duration silence = Duration.ofSeconds(30);
    Duration silenceLossless = Duration.ofMinutes(10);
    int confirm = 3;
    int confirmOf = 5;
    Duration leaveAfter = Duration.ofSeconds(5);
    Duration keyframeInterval = Duration.ofSeconds(30);
    DataSize keyframeBudget = DataSize.parse("10 MiB");
    Duration keyframeBudgetPeriod = Duration.ofHours(1);
    Duration history = Duration.ofHours(24);
    Map<String, String> kafka = Map.of();
    ByCamera<EventChoice> cameras = ByCamera.all(EventChoice.ANY);

    AggregatorConfig config() {
        return new AggregatorConfig(
                applicationId,
                window,
                advance,
                grace,
                updateInterval,
                silence,
                silenceLossless,
                confirm,
                confirmOf,
                leaveAfter,
                keyframeInterval,
                keyframeBudget,
                keyframeBudgetPeriod,
                history,
                kafka,
                cameras);
    }
}
