package dev.hawkeye.notify.config;

import dev.hawkeye.settings.Check;
import dev.hawkeye.settings.WeeklyTime;
import java.time.Duration;
import java.util.List;

/**
 * Which events cause a message, and how they become alarms; keys as in hawkeye.yaml under {@code notify.rules}. An
 * empty list means any. Immutable, validated on construction.
 *
 * @param name of 1 to 60 letters, digits, '.', '_' and '-'
 * @param targets names of the targets to notify; empty for all
 * @param cameras ids
 * @param classes names of classes
 * @param zones names of zones; if given, events without a zone do not match
 * @param lines names of lines; if given, events without a line do not match
 * @param events types of events; empty for everything that begins
 * @param minDwell least dwell time; if not zero, events without a dwell time do not match
 * @param times of the week, in the time zone of the site
 * @param cooldown time after a sent event, or after the end of an alarm, during which no other one begins
 * @param groupWithin longest time between two events of one alarm; zero to send each event alone
 * @param longest time after which an alarm ends in any case
 */
public record RuleConfig(
        String name,
        List<String> targets,
        List<String> cameras,
        List<String> classes,
        List<String> zones,
        List<String> lines,
        List<EventChoice> events,
        Duration minDwell,
        List<WeeklyTime> times,
        Duration cooldown,
        Duration groupWithin,
        Duration longest) {
    private static final Duration MOST = Duration.ofDays(7);

    public RuleConfig {
        Names.check("name", name);
        Check.zeroOrMore("min-dwell", minDwell);
        checkTime("cooldown", cooldown);
        checkTime("group-within", groupWithin);
        Check.positive("longest", longest);
        checkTime("longest", longest);
        targets = List.copyOf(targets);
        cameras = List.copyOf(cameras);
        classes = List.copyOf(classes);
        zones = List.copyOf(zones);
        lines = List.copyOf(lines);
        events = List.copyOf(events);
        times = List.copyOf(times);
    }

    /** A rule of which only the name is left; it groups nothing. */
    public static RuleConfig gone(String name) {
        return new RuleConfig(
                name,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Duration.ZERO,
                List.of(),
                Duration.ZERO,
                Duration.ZERO,
                MOST);
    }

    /** Alarms cannot outlast the retention of the events, from which they are rebuilt. */
    private static void checkTime(String key, Duration time) {
        Check.zeroOrMore(key, time);
        Check.that(time.compareTo(MOST) <= 0, key, "must be at most 7 d", time);
    }

    /** The chosen types of events, or the default. */
    public List<EventChoice> chosen() {
        return events.isEmpty() ? EventChoice.BEGINNINGS : events;
    }

    /** Whether events become alarms with a beginning and an end. */
    public boolean groups() {
        return !groupWithin.isZero();
    }

    /** Whether it applies to a target of that name. */
    public boolean tells(String target) {
        return targets.isEmpty() || targets.contains(target);
    }
}
