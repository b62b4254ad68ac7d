package dev.hawkeye.notify.alarm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hawkeye.notify.config.EventChoice;
import dev.hawkeye.notify.config.RuleConfig;
import dev.hawkeye.schemas.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The alarms of one partition, for one target.
 *
 * <p>An alarm is open for minutes, and the process may stop meanwhile. So reading and completion are tracked
 * separately: the committed offset is that of the oldest event that an alarm still needs, and the commit's metadata
 * records up to which offset notifications were delivered, and which events began the open alarms ({@link Memory}).
 * After a restart, events are read again from the committed offset: this rebuilds the same alarms, without repeating
 * notifications that were already delivered. So there is no separate state store and no extra topic. Rules may have
 * changed meanwhile: alarms that the current rules end, or that no rule claims any more, are ended once everything has
 * been read again; not before, since only then can their ends be committed.
 *
 * <p>Time is capture time, per camera. If nothing else happens at its camera, the clock ends an alarm, so
 * {@link #silence} must be called only when all events have been read.
 *
 * <p>Rejected: the alarms' full state in the metadata (limited to 4 KB for all alarms of a partition), Kafka Streams
 * with a store (a target that is down would block the others, or each target would need its own application with its
 * own topics).
 *
 * <p>Not thread-safe; confined to the delivery's thread.
 */
public final class Alarms {
    /** Bounds the memory in case of made-up camera ids; beyond it, the alarms of the oldest camera are forgotten. */
    private static final int MAX_ALARMS = 10_000;

    private List<Rule> rules;
    private final Memory memory;
    private final boolean once;
    private final Map<String, Map<String, Alarm>> byCamera = new LinkedHashMap<>();
    /** Alarms whose end was noticed while events were read again, and has not been sent yet. */
    private final List<Alarm> overdue = new ArrayList<>();

    private int size;
    private boolean caughtUp;

    /**
     * @param rules the rules of the target
     * @param memory the committed memory
     * @param once whether nothing may be sent twice: if there are more alarms than a commit can hold, the oldest are
     *     forgotten; if false, everything since the oldest alarm is sent again after a restart
     */
    public Alarms(List<Rule> rules, Memory memory, boolean once) {
        this.rules = List.copyOf(rules);
        this.memory = memory;
        this.once = once;
        this.caughtUp = memory.committed() >= memory.next();
    }

    /**
     * Takes the next event of the partition.
     *
     * @param offset of its record
     * @param arrival timestamp of the record, ms since 1970
     * @param now ms since 1970
     * @return notifications to deliver now, before anything else
     */
    public List<Notification> take(Event event, long offset, long arrival, long now) {
        boolean again = memory.isDelivered(offset);
        List<Notification> due = new ArrayList<>();
        if (!again) {
            due.addAll(catchUp(now));
        }
        Instant moment = Rule.moment(event);
        pass(event.getCamera(), moment, arrival, due);
        for (Rule rule : rules) {
            Alarm alarm = alarm(event.getCamera(), rule.name());
            if (alarm != null) {
                alarm.settle(event, arrival);
            }
            // An open alarm keeps its rule even if that would no longer choose its first event.
            boolean isFirst = again && memory.began(rule.name(), offset);
            if (!isFirst && !rule.matches(event)) {
                continue;
            }
            if (alarm == null) {
                begin(rule, event, offset, arrival, due);
            } else if (!alarm.isOver()) {
                alarm.add(event, arrival);
            }
        }
        if (again) {
            endUnclaimed(event, offset, arrival);
            return List.of();
        }
        return due;
    }

    /** Notes the end of alarms that began with this event if their rules are gone. */
    private void endUnclaimed(Event event, long offset, long arrival) {
        for (String name : memory.openAt(offset)) {
            if (rules.stream().noneMatch(rule -> rule.name().equals(name))) {
                overdue.add(new Alarm(RuleConfig.gone(name), id(name, event), event, offset, arrival));
            }
        }
    }

    /**
     * Once everything that was delivered before has been read again: ends the alarms that the clock had ended before.
     *
     * @return the end notifications of alarms that ended meanwhile
     */
    private List<Notification> catchUp(long now) {
        if (caughtUp) {
            return List.of();
        }
        caughtUp = true;
        all().stream().filter(this::hadEnded).forEach(Alarm::end);
        List<Notification> due =
                overdue.stream().map(alarm -> ended(alarm, now)).toList();
        overdue.clear();
        return due;
    }

    private boolean hadEnded(Alarm alarm) {
        return memory.ended(alarm.rule().name(), alarm.firstOffset());
    }

    /** Ends and forgets the alarms that are due before an event at the given time. */
    private void pass(String camera, Instant moment, long arrival, List<Notification> due) {
        Iterator<Alarm> alarms =
                byCamera.getOrDefault(camera, Map.of()).values().iterator();
        while (alarms.hasNext()) {
            Alarm alarm = alarms.next();
            if (!alarm.isOver() && alarm.endsBefore(moment)) {
                end(alarm, arrival, due);
            }
            if (alarm.isForgottenBefore(moment)) {
                alarms.remove();
                size--;
            }
        }
    }

    private void begin(Rule rule, Event event, long offset, long arrival, List<Notification> due) {
        boolean again = memory.isDelivered(offset);
        if (again && !memory.began(rule.name(), offset)) {
            return; // it belonged to an alarm that has ended, or to a cooldown
        }
        Alarm alarm = new Alarm(rule.config(), id(rule.name(), event), event, offset, arrival);
        if (again && alarm.isOver() && !hadEnded(alarm)) {
            overdue.add(alarm); // its rule no longer makes alarms
        }
        if (rule.config().groups()) {
            due.add(notification(Notification.Kind.BEGAN, alarm, null, Rule.moment(event), arrival));
        } else {
            due.add(notification(Notification.Kind.EVENT, alarm, event.getEnd(), Rule.moment(event), arrival));
        }
        if (rule.config().groups() || !rule.config().cooldown().isZero()) {
            remember(event.getCamera(), alarm);
        }
    }

    private void remember(String camera, Alarm alarm) {
        if (size >= MAX_ALARMS) {
            String oldest = byCamera.keySet().iterator().next();
            size -= byCamera.remove(oldest).size();
        }
        byCamera.computeIfAbsent(camera, c -> new LinkedHashMap<>())
                .put(alarm.rule().name(), alarm);
        size++;
    }

    private Alarm alarm(String camera, String rule) {
        return byCamera.getOrDefault(camera, Map.of()).get(rule);
    }

    private void end(Alarm alarm, long arrival, List<Notification> due) {
        alarm.end();
        if (caughtUp) {
            due.add(ended(alarm, arrival));
        } else if (!hadEnded(alarm)) {
            overdue.add(alarm);
        }
    }

    private static Notification ended(Alarm alarm, long arrival) {
        return notification(Notification.Kind.ENDED, alarm, alarm.last(), alarm.last(), arrival);
    }

    private static Notification notification(
            Notification.Kind kind, Alarm alarm, Instant end, Instant moment, long arrival) {
        return new Notification(
                kind,
                alarm.id(),
                alarm.rule().name(),
                alarm.first(),
                alarm.first().getStart(),
                end,
                alarm.events(),
                moment,
                arrival);
    }

    private static String id(String rule, Event event) {
        String what = String.join("/", rule, event.getCamera(), event.getId(), String.valueOf(EventChoice.of(event)));
        return UUID.nameUUIDFromBytes(what.getBytes(UTF_8)).toString();
    }

    /**
     * Replaces the rules. An open alarm continues if there is still an alarm rule of its name.
     *
     * @param now ms since 1970
     * @return the end notifications of all other open alarms; those noticed while events are read again follow later
     */
    public List<Notification> change(List<Rule> others, long now) {
        rules = List.copyOf(others);
        Map<String, RuleConfig> byName = new HashMap<>();
        rules.forEach(rule -> byName.put(rule.name(), rule.config()));
        List<Notification> due = new ArrayList<>();
        for (Map<String, Alarm> ofOne : byCamera.values()) {
            for (Alarm alarm : ofOne.values()) {
                RuleConfig rule = byName.get(alarm.rule().name());
                if (!alarm.isOver() && (rule == null || !rule.groups())) {
                    end(alarm, now, due);
                }
                if (rule != null) {
                    alarm.become(rule);
                }
            }
            int before = ofOne.size();
            ofOne.keySet().retainAll(byName.keySet());
            size -= before - ofOne.size();
        }
        byCamera.values().removeIf(Map::isEmpty);
        return due;
    }

    /**
     * Ends alarms by the clock; there are no more events to read.
     *
     * @param now ms since 1970
     * @return the end notifications of alarms whose camera has been silent for long enough, or that ended meanwhile
     */
    public List<Notification> silence(long now) {
        List<Notification> due = new ArrayList<>(catchUp(now));
        Iterator<Map<String, Alarm>> cameras = byCamera.values().iterator();
        while (cameras.hasNext()) {
            Map<String, Alarm> ofOne = cameras.next();
            for (Alarm alarm : ofOne.values()) {
                if (!alarm.isOver() && alarm.endsInSilence(now)) {
                    end(alarm, now, due);
                }
            }
            int before = ofOne.size();
            ofOne.values().removeIf(alarm -> alarm.isForgottenInSilence(now));
            size -= before - ofOne.size();
            if (ofOne.isEmpty()) {
                cameras.remove();
            }
        }
        return due;
    }

    /**
     * The memory to commit, once all notifications are delivered.
     *
     * @param next offset of the first event that was not taken
     */
    public Memory memory(long next) {
        if (!caughtUp || next < memory.next()) {
            return memory; // not everything has been read again yet, or ends that were noticed are not sent
        }
        return Memory.of(
                next,
                all().stream()
                        .map(alarm -> new Memory.Beginning(
                                alarm.firstOffset(), alarm.rule().name(), alarm.isOver()))
                        .toList(),
                once);
    }

    /** Whether there is no alarm, and none whose end has not been sent. */
    public boolean isEmpty() {
        return caughtUp && size == 0;
    }

    private List<Alarm> all() {
        return byCamera.values().stream()
                .flatMap(ofOne -> ofOne.values().stream())
                .toList();
    }
}
