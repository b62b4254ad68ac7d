package dev.hawkeye.notify.mqtt;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hawkeye.schemas.WindowCount;
import dev.hawkeye.schemas.ZoneCount;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * What each camera sees, by the newest window of each class. A class that is not seen has no record, so if its window
 * has been over for long, its count is zero. Confined to the feed's thread.
 */
final class SensorStates {
    /** How late the first record of the next window may arrive before the count becomes zero. */
    private static final Duration DELAY = Duration.ofSeconds(5);
    /** Bounds the memory in case of made-up names. */
    private static final int MAX_CAMERAS = 1_000;

    private static final int MAX_OF_CAMERA = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Map<String, Newest>> cameras = new HashMap<>();
    private final Map<String, Boolean> motion = new HashMap<>();
    private final BiConsumer<String, String> states;
    private final TopicNames topics;

    /**
     * The newest window of a class.
     *
     * @param end of the window
     * @param over when it expires, unless there is a newer one
     * @param zones all zones in which the class was ever seen
     */
    private record Newest(Instant end, Instant over, Seen seen, Map<String, InZone> zones) {
        private static final InZone NOTHING = new InZone(0, 0, 0, 0);

        Newest empty() {
            Map<String, InZone> emptied = new TreeMap<>(zones);
            emptied.replaceAll((zone, before) -> NOTHING);
            return new Newest(end, over, new Seen(0, 0, 0), emptied);
        }
    }

    private record Seen(
            int inView, double mean, @JsonProperty("new") long fresh) {}

    private record InZone(int inside, double mean, long entered, long exited) {}

    /** @param states called with each topic and payload that changes */
    SensorStates(TopicNames topics, BiConsumer<String, String> states) {
        this.topics = topics;
        this.states = states;
    }

    /** @return whether the camera has a new sensor */
    boolean take(WindowCount count, Instant now) {
        String camera = count.getCamera();
        if (!cameras.containsKey(camera) && cameras.size() >= MAX_CAMERAS) {
            return false;
        }
        Map<String, Newest> classes = cameras.computeIfAbsent(camera, c -> new TreeMap<>());
        Newest before = classes.get(count.getClassName());
        if ((before == null && classes.size() >= MAX_OF_CAMERA)
                || (before != null && before.end().isAfter(count.getWindowEnd()))) {
            return false;
        }
        Map<String, InZone> zones =
                before == null ? new TreeMap<>() : before.empty().zones();
        int known = zones.size();
        for (ZoneCount zone : count.getZones()) {
            if (zones.size() < MAX_OF_CAMERA || zones.containsKey(zone.getZone())) {
                zones.put(
                        zone.getZone(),
                        new InZone(zone.getPeak(), rounded(zone.getMean()), zone.getEntered(), zone.getExited()));
            }
        }
        Duration length = Duration.between(count.getWindowStart(), count.getWindowEnd());
        Newest newest = new Newest(
                count.getWindowEnd(),
                now.plus(length).plus(DELAY),
                new Seen(count.getPeak(), rounded(count.getMean()), count.getNewObjects()),
                zones);
        classes.put(count.getClassName(), newest);
        tell(camera, count.getClassName(), newest);
        tellMotion(camera);
        return before == null || zones.size() > known;
    }

    /** Zeroes the counts whose window has expired. */
    void pass(Instant now) {
        cameras.forEach((camera, classes) -> {
            boolean changed = false;
            for (Map.Entry<String, Newest> each : classes.entrySet()) {
                Newest newest = each.getValue();
                if (newest.seen().inView() > 0 && newest.over().isBefore(now)) {
                    each.setValue(newest.empty());
                    tell(camera, each.getKey(), newest.empty());
                    changed = true;
                }
            }
            if (changed) {
                tellMotion(camera);
            }
        });
    }

    private void tell(String camera, String className, Newest newest) {
        states.accept(topics.count(camera, className), text(newest.seen()));
        newest.zones().forEach((zone, seen) -> states.accept(topics.zone(camera, zone, className), text(seen)));
    }

    private void tellMotion(String camera) {
        boolean now = cameras.get(camera).values().stream()
                .anyMatch(newest -> newest.seen().inView() > 0);
        if (!Boolean.valueOf(now).equals(motion.put(camera, now))) {
            states.accept(topics.motion(camera), now ? "ON" : "OFF");
        }
    }

    private static double rounded(double mean) {
        return Math.round(mean * 100) / 100.0;
    }

    private static String text(Record seen) {
        try {
            return JSON.writeValueAsString(seen);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All cameras. */
    Set<String> cameras() {
        return Set.copyOf(cameras.keySet());
    }

    /** Classes of a camera, in order. */
    Set<String> classes(String camera) {
        return new TreeSet<>(cameras.getOrDefault(camera, Map.of()).keySet());
    }

    /** Zones of a camera in which a class was seen, in order. */
    Set<String> zones(String camera, String className) {
        Newest newest = cameras.getOrDefault(camera, Map.of()).get(className);
        return newest == null ? Set.of() : new TreeSet<>(newest.zones().keySet());
    }
}
