package dev.hawkeye.notify;

import dev.hawkeye.notify.config.CommandConfig;
import dev.hawkeye.notify.config.NotifyConfig;
import dev.hawkeye.notify.config.RuleConfig;
import dev.hawkeye.notify.config.TargetConfig;
import dev.hawkeye.settings.DataSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Settings of tests: short pauses. */
public final class TargetsOfTests {
    public static final CommandConfig NO_COMMAND = new CommandConfig("", "", "", Duration.ofSeconds(10));

    private TargetsOfTests() {}

    /** An actuator that is to open something for events, and to shut it at the end of alarms. */
    public static TargetConfig commands(String name, Duration deadline) {
        return new TargetConfig(
                name,
                TargetConfig.Type.COMMANDS,
                "",
                "hawkeye",
                "",
                false,
                new DataSize(0),
                Duration.ofSeconds(5),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofDays(1),
                Path.of(""),
                false,
                new CommandConfig("", "open", "shut", deadline),
                Map.of("seconds", "20"));
    }

    public static TargetConfig webhook(String name, String url) {
        return webhook(name, url, Duration.ofDays(1), Path.of(""));
    }

    public static TargetConfig webhook(String name, String url, Duration maxAge, Path trust) {
        return webhook(name, url, Duration.ofSeconds(5), maxAge, trust);
    }

    /** One that is not waited for long. */
    public static TargetConfig slow(String name, String url, Duration timeout) {
        return webhook(name, url, timeout, Duration.ofDays(1), Path.of(""));
    }

    private static TargetConfig webhook(String name, String url, Duration timeout, Duration maxAge, Path trust) {
        return new TargetConfig(
                name,
                TargetConfig.Type.WEBHOOK,
                url,
                "hawkeye",
                "",
                false,
                new DataSize(0),
                timeout,
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                maxAge,
                trust,
                false,
                TargetsOfTests.NO_COMMAND,
                Map.of());
    }

    public static TargetConfig mqtt(String name, String url) {
        return mqtt(name, url, Duration.ofSeconds(5));
    }

    public static TargetConfig mqtt(String name, String url, Duration timeout) {
        return new TargetConfig(
                name,
                TargetConfig.Type.MQTT,
                url,
                "hawkeye",
                "homeassistant",
                true,
                new DataSize(1_000),
                timeout,
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofDays(1),
                Path.of(""),
                false,
                TargetsOfTests.NO_COMMAND,
                Map.of());
    }

    public static NotifyConfig config(List<TargetConfig> targets, List<RuleConfig> rules, Map<String, String> secrets) {
        return new NotifyConfig(
                "hawkeye-notify", "north", "https://hawkeye.example.org/", targets, rules, secrets, Map.of());
    }
}
