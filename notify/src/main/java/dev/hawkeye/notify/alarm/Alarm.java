package dev.hawkeye.notify.alarm;

import dev.hawkeye.notify.config.RuleConfig;
import dev.hawkeye.schemas.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * The state of one rule for one camera: an alarm until it ends; after that, or after an event that was sent alone, the
 * cooldown in which no other one begins. Confined to the delivery's thread.
 */
final class Alarm {
    /** Limit of lasting events; the ends of further ones are not awaited. */
    private static final int MAX_LASTING = 1_000;

    /** How much later than its picture an event may arrive before the clock ends an alarm. */
    private static final Duration DELAY = Duration.ofSeconds(2);

    private RuleConfig rule;
    private final String id;
    private final Event first;
    private final long firstOffset;
    private final long firstArrival;
    private final Set<String> lasting = new HashSet<>();
    private Instant last;
    private long lastArrival;
    private int events;
    private boolean over;

    Alarm(RuleConfig rule, String id, Event first, long offset, long arrival) {
        this.rule = rule;
        this.id = id;
        this.first = first;
        this.firstOffset = offset;
        this.firstArrival = arrival;
        this.last = first.getStart();
        this.over = !rule.groups();
        add(first, arrival);
    }

    RuleConfig rule() {
        return rule;
    }

    /** Replaces its rule with a new one of the same name. */
    void become(RuleConfig other) {
        rule = other;
    }

    String id() {
        return id;
    }

    Event first() {
        return first;
    }

    long firstOffset() {
        return firstOffset;
    }

    /** Capture time of its latest event or end of an event. */
    Instant last() {
        return last;
    }

    int events() {
        return events;
    }

    /** Whether it has ended and is in its cooldown. */
    boolean isOver() {
        return over;
    }

    void end() {
        over = true;
        lasting.clear();
    }

    void add(Event event, long arrival) {
        events++;
        if (!over && Rule.lasts(event) && lasting.size() < MAX_LASTING) {
            lasting.add(event.getId());
        }
        reach(Rule.moment(event), arrival);
    }

    /** Handles the end of one of its lasting events. */
    void settle(Event event, long arrival) {
        if (lasting.remove(event.getId())) {
            reach(Rule.moment(event), arrival);
        }
    }

    private void reach(Instant moment, long arrival) {
        last = moment.isAfter(last) ? moment : last;
        lastArrival = Math.max(lastArrival, arrival);
    }

    /** Whether it ends before an event at the given time. */
    boolean endsBefore(Instant moment) {
        return (lasting.isEmpty() && moment.isAfter(last.plus(rule.groupWithin())))
                || moment.isAfter(first.getStart().plus(rule.longest()));
    }

    /** Whether it ends by the clock, if no more events have arrived. */
    boolean endsInSilence(long now) {
        return (lasting.isEmpty() && isPast(lastArrival, rule.groupWithin(), now))
                || isPast(firstArrival, rule.longest(), now);
    }

    /** Whether its cooldown is over at the given time. */
    boolean isForgottenBefore(Instant moment) {
        return over && !moment.isBefore(last.plus(rule.cooldown()));
    }

    boolean isForgottenInSilence(long now) {
        return over && isPast(lastArrival, rule.cooldown(), now);
    }

    private static boolean isPast(long since, Duration time, long now) {
        return now - since > time.plus(DELAY).toMillis();
    }
}
