package dev.hawkeye.console.state;

import dev.hawkeye.console.api.CameraView;
import dev.hawkeye.schemas.StreamNames;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * All cameras heard from within the last day, at most {@value #MAX_CAMERAS}; beyond that, the least recently heard from
 * are evicted. Camera names come from topics, where anyone may make them up, so cameras that keep reporting stay. A
 * camera that was forgotten because of its tombstone comes back with its next status, not with late detections.
 * Thread-safe.
 */
public final class Cameras {
    public static final int MAX_CAMERAS = 10_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    private final Clock clock;
    private final Map<String, CameraRecord> byId = new ConcurrentSkipListMap<>();
    private final Set<String> forgotten = ConcurrentHashMap.newKeySet();

    Cameras(Clock clock) {
        this.clock = clock;
    }

    /**
     * Returns the camera, creating it if it is unknown.
     *
     * @param time the time at which it was heard from, epoch milliseconds
     * @return empty when the time is too long ago, or the id is invalid
     */
    public Optional<CameraRecord> heardOf(String id, long time) {
        CameraRecord known = byId.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        if (isForgotten(time) || forgotten.contains(id) || !StreamNames.areUsable(id, id)) {
            return Optional.empty();
        }
        if (byId.size() >= MAX_CAMERAS) {
            makeRoom();
        }
        return Optional.of(byId.computeIfAbsent(id, name -> new CameraRecord(name, clock)));
    }

    /** Like {@link #heardOf}, for a camera's status. */
    public Optional<CameraRecord> reported(String id, long time) {
        forgotten.remove(id);
        return heardOf(id, time);
    }

    /** Evicts many at once, since finding the least recently heard from takes a search. */
    private synchronized void makeRoom() {
        if (byId.size() >= MAX_CAMERAS) {
            byId.values().stream()
                    .map(camera -> Map.entry(camera.id(), camera.heardOf())) // The times change concurrently.
                    .sorted(Map.Entry.comparingByValue())
                    .limit(MAX_CAMERAS / 10)
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(byId::remove);
        }
    }

    public Optional<CameraRecord> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** All cameras by id. */
    public Collection<CameraRecord> all() {
        return byId.values();
    }

    public List<CameraView> views() {
        return all().stream().map(CameraRecord::view).toList();
    }

    /** @return whether it was known */
    public boolean forget(String id) {
        if (forgotten.size() >= MAX_CAMERAS) {
            forgotten.clear();
        }
        forgotten.add(id);
        return byId.remove(id) != null;
    }

    /**
     * Forgets cameras that are gone; call periodically.
     *
     * @return ids of cameras that are no longer known
     */
    public List<String> forgetTheGone() {
        List<String> gone = all().stream()
                .filter(camera -> isForgotten(camera.heardOf()))
                .map(CameraRecord::id)
                .toList();
        gone.forEach(byId::remove);
        return gone;
    }

    private boolean isForgotten(long time) {
        return clock.millis() - time > FORGOTTEN_AFTER.toMillis();
    }
}
