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
 * <p>An alarm is open for minutes, and the process may end in between. So what has been read and what is done with are two things:
 * the offset that is committed is that of the oldest event that an alarm still needs, and beside it, in the metadata of the commit,
 * stands how far notifications were delivered, and which events began the alarms that are open ({@link Memory}). After a restart,
 * events are read again from the committed offset on: the same alarms come about, without a notification for what was delivered
 * before. So no state of our own is stored, and there is no other topic.
 *
 * <p>Time is that of the pictures, camera by camera. An alarm after which nothing else happens before its camera is ended by the
 * clock; this is why {@link #silence} must only be called when all events have been read.
 *
 * <p>Rejected: an alarm's state in the metadata itself (4 KB for all alarms of a partition), Kafka Streams with a store (a target that
 * is away would hold up the others, or each target would be an application with topics of its own).
 *
 * <p>For use by one thread.
 */
public final class Alarms {
    /** Strangers may invent cameras: of more alarms than these, the oldest is forgotten. */
    private static final int MAX_ALARMS = 10_000;

    private List<Rule> rules;
    private final Memory memory;
    private final boolean once;
    private final Map<String, Map<String, Alarm>> byCamera = new LinkedHashMap<>();
    private int size;
    private boolean caughtUp;

    /**
     * @param rules those that are about the target
     * @param memory what was committed
     * @param once whether nothing may be sent again: then, of more alarms than a commit can remember, the oldest are forgotten;
     *     otherwise what came since the oldest is sent again after a restart
     */
    public Alarms(List<Rule> rules, Memory memory, boolean once) {
        this.rules = List.copyOf(rules);
        this.memory = memory;
        this.once = once;
    }

    /**
     * The next event of the partition.
     *
     * @param offset of its record
     * @param arrival when that was written, ms since 1970
     * @return what is to be delivered now, before anything else
     */
    public List<Notification> take(Event event, long offset, long arrival) {
        if (!memory.isDelivered(offset)) {
            endThoseThatHad();
        }
        List<Notification> due = new ArrayList<>();
        Instant moment = Rule.moment(event);
        pass(event.getCamera(), moment, arrival, due);
        for (Rule rule : rules) {
            Alarm alarm = alarm(event.getCamera(), rule.name());
            if (alarm != null) {
                alarm.settle(event, arrival);
            }
            if (!rule.matches(event)) {
                continue;
            }
            if (alarm == null) {
                begin(rule, event, offset, arrival, due);
            } else if (!alarm.isOver()) {
                alarm.add(event, arrival);
            }
        }
        return memory.isDelivered(offset) ? List.of() : due;
    }

    /** All is read again that was read before: what the clock had ended then is over. */
    private void endThoseThatHad() {
        if (!caughtUp) {
            caughtUp = true;
            all().stream()
                    .filter(alarm -> memory.ended(alarm.rule().name(), alarm.firstOffset()))
                    .forEach(Alarm::end);
        }
    }

    /** What has ended before something happens at a time. */
    private void pass(String camera, Instant moment, long arrival, List<Notification> due) {
        Iterator<Alarm> alarms =
                byCamera.getOrDefault(camera, Map.of()).values().iterator();
        while (alarms.hasNext()) {
            Alarm alarm = alarms.next();
            if (!alarm.isOver() && alarm.endsBefore(moment)) {
                due.add(end(alarm, arrival));
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
            return; // it was of an alarm that is over, or came in the pause after one
        }
        Alarm alarm = new Alarm(rule.config(), id(rule, event), event, offset, arrival);
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

    private static Notification end(Alarm alarm, long arrival) {
        alarm.end();
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

    private static String id(Rule rule, Event event) {
        String what =
                String.join("/", rule.name(), event.getCamera(), event.getId(), String.valueOf(EventChoice.of(event)));
        return UUID.nameUUIDFromBytes(what.getBytes(UTF_8)).toString();
    }

    /**
     * Other rules take effect. An open alarm goes on if there is still a rule of its name that makes alarms.
     *
     * @param now ms since 1970
     * @return the ends of all other open alarms
     */
    public List<Notification> change(List<Rule> others, long now) {
        endThoseThatHad();
        rules = List.copyOf(others);
        Map<String, RuleConfig> byName = new HashMap<>();
        rules.forEach(rule -> byName.put(rule.name(), rule.config()));
        List<Notification> due = new ArrayList<>();
        for (Map<String, Alarm> ofOne : byCamera.values()) {
            for (Alarm alarm : ofOne.values()) {
                RuleConfig rule = byName.get(alarm.rule().name());
                if (!alarm.isOver() && (rule == null || !rule.groups())) {
                    due.add(end(alarm, now));
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
     * Nothing else has come.
     *
     * @param now ms since 1970
     * @return the ends of alarms after which it has been silent for long enough
     */
    public List<Notification> silence(long now) {
        endThoseThatHad();
        List<Notification> due = new ArrayList<>();
        Iterator<Map<String, Alarm>> cameras = byCamera.values().iterator();
        while (cameras.hasNext()) {
            Map<String, Alarm> ofOne = cameras.next();
            for (Alarm alarm : ofOne.values()) {
                if (!alarm.isOver() && alarm.endsInSilence(now)) {
                    due.add(end(alarm, now));
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
     * What is to be committed, once all notifications are delivered.
     *
     * @param next offset of the first event that was not taken
     */
    public Memory memory(long next) {
        if (next < memory.next()) {
            return memory; // not all is read again yet
        }
        return Memory.of(
                next,
                all().stream()
                        .map(alarm -> new Memory.Beginning(
                                alarm.firstOffset(), alarm.rule().name(), alarm.isOver()))
                        .toList(),
                once);
    }

    private List<Alarm> all() {
        return byCamera.values().stream()
                .flatMap(ofOne -> ofOne.values().stream())
                .toList();
    }
}
