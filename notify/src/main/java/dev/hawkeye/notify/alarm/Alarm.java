package dev.hawkeye.notify.alarm;

import dev.hawkeye.notify.config.RuleConfig;
import dev.hawkeye.schemas.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * What one rule remembers of one camera: an alarm until it is over, and after that, or after an event that was sent alone, the time
 * in which no other one begins. For use by one thread.
 */
final class Alarm {
    /** More events that last are not waited for. */
    private static final int MAX_LASTING = 1_000;

    /** How much later than a picture its event may come, before an alarm is ended by the clock. */
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

    /** The rule of its name is another one now. */
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

    /** Capture time of the last thing that happened. */
    Instant last() {
        return last;
    }

    int events() {
        return events;
    }

    /** Whether it has ended, and only keeps others from beginning. */
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

    /** One of its events that last is over. */
    void settle(Event event, long arrival) {
        if (lasting.remove(event.getId())) {
            reach(Rule.moment(event), arrival);
        }
    }

    private void reach(Instant moment, long arrival) {
        last = moment.isAfter(last) ? moment : last;
        lastArrival = Math.max(lastArrival, arrival);
    }

    /** Whether it ends before something else happens at a time. */
    boolean endsBefore(Instant moment) {
        return (lasting.isEmpty() && moment.isAfter(last.plus(rule.groupWithin())))
                || moment.isAfter(first.getStart().plus(rule.longest()));
    }

    /** Whether it ends now that nothing else has come, by the clock. */
    boolean endsInSilence(long now) {
        return (lasting.isEmpty() && isPast(lastArrival, rule.groupWithin(), now))
                || isPast(firstArrival, rule.longest(), now);
    }

    /** Whether another one may begin at a time. */
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
