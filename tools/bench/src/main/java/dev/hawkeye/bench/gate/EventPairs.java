package dev.hawkeye.bench.gate;

import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Events of one kind in two runs of the same clip.
 *
 * @param without events of the run without a gate
 * @param with events of the run with the gate
 * @param lost events without a partner in the run with the gate
 * @param extra events without a partner in the run without a gate
 */
record EventPairs(int without, int with, int lost, int extra) {
    /** With other pictures, the same event is detected a little earlier or later. */
    static final Duration SAME_TIME = Duration.ofSeconds(2);

    /**
     * Compares two runs. Partners are of the same kind, class, zone, line and direction, at most {@link #SAME_TIME}
     * apart.
     *
     * @return pairs by kind, such as "APPEARED" or "CROSSED upright"
     */
    static Map<String, EventPairs> compare(List<Event> without, List<Event> with) {
        Map<String, List<Event>> first = byIdentity(without);
        Map<String, List<Event>> second = byIdentity(with);
        second.keySet().forEach(identity -> first.computeIfAbsent(identity, key -> new ArrayList<>()));
        Map<String, EventPairs> pairs = new TreeMap<>();
        first.forEach((identity, events) -> {
            List<Event> others = second.getOrDefault(identity, List.of());
            int matched = matched(events, others);
            Event any = events.isEmpty() ? others.get(0) : events.get(0);
            pairs.merge(
                    kind(any),
                    new EventPairs(events.size(), others.size(), events.size() - matched, others.size() - matched),
                    EventPairs::plus);
        });
        return pairs;
    }

    /** Events of objects whose highest confidence in any of their events is at least {@code confidence}. */
    static List<Event> ofClearObjects(List<Event> events, double confidence) {
        Set<String> clear = events.stream()
                .filter(event -> event.getConfidence() >= confidence)
                .map(EventPairs::object)
                .collect(Collectors.toSet());
        return events.stream().filter(event -> clear.contains(object(event))).toList();
    }

    /** The id of the object, or of the event itself if it concerns none. */
    private static String object(Event event) {
        return event.getObject() == null ? event.getId() : event.getObject();
    }

    /** The sum over all kinds. */
    static EventPairs sum(Map<String, EventPairs> kinds) {
        return kinds.values().stream().reduce(new EventPairs(0, 0, 0, 0), EventPairs::plus);
    }

    private static Map<String, List<Event>> byIdentity(List<Event> events) {
        Map<String, List<Event>> map = new TreeMap<>();
        for (Event event : events) {
            String identity =
                    String.join("\n", kind(event), event.getClassName(), String.valueOf(event.getDirection()));
            map.computeIfAbsent(identity, key -> new ArrayList<>()).add(event);
        }
        map.values().forEach(list -> list.sort(Comparator.comparing(EventPairs::time)));
        return map;
    }

    /** Both in order of time: an event too early for the first of the others has no partner. */
    private static int matched(List<Event> events, List<Event> others) {
        int matched = 0;
        int i = 0;
        int j = 0;
        while (i < events.size() && j < others.size()) {
            Duration later = Duration.between(time(events.get(i)), time(others.get(j)));
            if (later.abs().compareTo(SAME_TIME) <= 0) {
                matched++;
                i++;
                j++;
            } else if (later.isNegative()) {
                j++;
            } else {
                i++;
            }
        }
        return matched;
    }

    private static String kind(Event event) {
        String what = event.getType() == EventType.UNSPECIFIED
                ? event.getKind() + " (class)"
                : event.getType().toString();
        String where = event.getLine() != null ? event.getLine() : event.getZone();
        return where == null ? what : what + " " + where;
    }

    private static Instant time(Event event) {
        return event.getEnd() == null ? event.getConfirmed() : event.getEnd();
    }

    private EventPairs plus(EventPairs other) {
        return new EventPairs(without + other.without, with + other.with, lost + other.lost, extra + other.extra);
    }
}
