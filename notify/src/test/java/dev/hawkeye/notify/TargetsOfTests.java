package dev.hawkeye.notify;

import dev.hawkeye.notify.config.NotifyConfig;
import dev.hawkeye.notify.config.RuleConfig;
import dev.hawkeye.notify.config.TargetConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Settings of tests: short pauses. */
public final class TargetsOfTests {
    private TargetsOfTests() {}

    public static TargetConfig webhook(String name, String url) {
        return webhook(name, url, Duration.ofDays(1), Path.of(""));
    }

    public static TargetConfig webhook(String name, String url, Duration maxAge, Path trust) {
        return new TargetConfig(
                name,
                TargetConfig.Type.WEBHOOK,
                url,
                "hawkeye",
                "",
                Duration.ofSeconds(5),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                maxAge,
                trust,
                false);
    }

    public static TargetConfig mqtt(String name, String url) {
        return new TargetConfig(
                name,
                TargetConfig.Type.MQTT,
                url,
                "hawkeye",
                "homeassistant",
                Duration.ofSeconds(5),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofDays(1),
                Path.of(""),
                false);
    }

    public static NotifyConfig config(List<TargetConfig> targets, List<RuleConfig> rules, Map<String, String> secrets) {
        return new NotifyConfig(
                "hawkeye-notify", "north", "https://hawkeye.example.org/", targets, rules, secrets, Map.of());
    }
}
