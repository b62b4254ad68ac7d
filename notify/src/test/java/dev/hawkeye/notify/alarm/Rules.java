package dev.hawkeye.notify.alarm;

import dev.hawkeye.notify.config.EventChoice;
import dev.hawkeye.notify.config.RuleConfig;
import dev.hawkeye.settings.WeeklyTime;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Makes a rule of a test, which is about all that begins unless told otherwise. */
public final class Rules {
    private final String name;
    private List<String> cameras = List.of();
    private List<String> classes = List.of();
    private List<String> zones = List.of();
    private List<String> lines = List.of();
    private List<EventChoice> events = List.of();
    private Duration minDwell = Duration.ZERO;
    private final List<WeeklyTime> times = new ArrayList<>();
    private Duration cooldown = Duration.ZERO;
    private Duration groupWithin = Duration.ZERO;
    private Duration longest = Duration.ofDays(1);

    private Rules(String name) {
        this.name = name;
    }

    public static Rules rule(String name) {
        return new Rules(name);
    }

    public Rules cameras(String... all) {
        cameras = List.of(all);
        return this;
    }

    Rules classes(String... all) {
        classes = List.of(all);
        return this;
    }

    Rules zones(String... all) {
        zones = List.of(all);
        return this;
    }

    Rules lines(String... all) {
        lines = List.of(all);
        return this;
    }

    Rules events(EventChoice... all) {
        events = List.of(all);
        return this;
    }

    Rules minDwell(int seconds) {
        minDwell = Duration.ofSeconds(seconds);
        return this;
    }

    Rules time(String text) {
        times.add(WeeklyTime.parse(text).orElseThrow());
        return this;
    }

    public Rules cooldown(int seconds) {
        cooldown = Duration.ofSeconds(seconds);
        return this;
    }

    public Rules groupWithin(int seconds) {
        groupWithin = Duration.ofSeconds(seconds);
        return this;
    }

    Rules longest(int seconds) {
        longest = Duration.ofSeconds(seconds);
        return this;
    }

    public RuleConfig config() {
        return new RuleConfig(
                name,
                List.of(),
                cameras,
                classes,
                zones,
                lines,
                events,
                minDwell,
                times,
                cooldown,
                groupWithin,
                longest);
    }

    Rule inBerlin() {
        return new Rule(config(), ZoneId.of("Europe/Berlin"));
    }
}
