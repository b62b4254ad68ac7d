package dev.hawkeye.bench.faults.outcome;

import dev.hawkeye.notify.config.EventChoice;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.schemas.EventKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The alarms that the receiver got, compared with the events on the topic: each event at least once, in order per
 * camera, and each repeat with the key and body of the first message. Grows during the run. Thread-safe.
 */
public final class Told {
    private static final int MAX_EXAMPLES = 10;

    /** Events by camera, in the order of the topic; both guarded by this. */
    private final Map<String, Set<String>> happened = new TreeMap<>();

    private final Map<String, Set<String>> told = new TreeMap<>();
    private final Map<String, String> bodies = new HashMap<>(); // by key
    private final List<String> wrong = new ArrayList<>();
    private int repeats;

    /** Records an event on the topic. */
    public synchronized void happened(Event event) {
        boolean over = event.getKind() == EventKind.LEFT && EventChoice.of(event) == EventChoice.OCCUPANCY;
        if (!over) { // rules do not report zones that have room again
            happened.computeIfAbsent(event.getCamera(), camera -> new LinkedHashSet<>())
                    .add(name(event.getId(), EventChoice.of(event).toString()));
        }
    }

    /**
     * Records a message that the receiver accepted.
     *
     * @param what what happened, as in messages
     * @param body the body of the request
     */
    public synchronized void told(String camera, String event, String what, String key, String body) {
        told.computeIfAbsent(camera, c -> new LinkedHashSet<>()).add(name(event, what));
        String before = bodies.putIfAbsent(key, body);
        if (before != null) {
            repeats++;
            if (!before.equals(body)) {
                wrong.add("a repeat of " + key + " is " + body + ", was " + before);
            }
        }
    }

    private static String name(String event, String what) {
        return event + " " + what;
    }

    /** The number of events that happened. */
    public synchronized int events() {
        return happened.values().stream().mapToInt(Set::size).sum();
    }

    /** The number of events that the receiver did not get. */
    public synchronized int untold() {
        return happened.entrySet().stream()
                .mapToInt(each -> {
                    Set<String> missing = new LinkedHashSet<>(each.getValue());
                    missing.removeAll(told.getOrDefault(each.getKey(), Set.of()));
                    return missing.size();
                })
                .sum();
    }

    /** The number of messages beyond the first with their key. */
    public synchronized int repeats() {
        return repeats;
    }

    /** The failures, once no more records arrive; empty if all is well. */
    public synchronized List<String> complaints() {
        List<String> all = new ArrayList<>(wrong);
        Set<String> cameras = new LinkedHashSet<>(happened.keySet());
        cameras.addAll(told.keySet());
        for (String camera : cameras) {
            List<String> expected = List.copyOf(happened.getOrDefault(camera, Set.of()));
            List<String> got = List.copyOf(told.getOrDefault(camera, Set.of()));
            if (!got.equals(expected)) {
                all.add("camera " + camera + ": the receiver got " + difference(got, expected));
            }
        }
        return all;
    }

    private static String difference(List<String> got, List<String> expected) {
        List<String> missing = new ArrayList<>(expected);
        missing.removeAll(got);
        List<String> more = new ArrayList<>(got);
        more.removeAll(expected);
        return missing.isEmpty() && more.isEmpty()
                ? "all, in another order"
                : "all but " + some(missing) + ", and also " + some(more);
    }

    private static List<String> some(List<String> all) {
        return all.subList(0, Math.min(MAX_EXAMPLES, all.size()));
    }
}
