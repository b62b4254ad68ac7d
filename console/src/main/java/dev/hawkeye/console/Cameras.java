package dev.hawkeye.console;

import dev.hawkeye.console.api.CameraView;
import dev.hawkeye.schemas.StreamNames;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * All cameras that were heard of within the last day, at most {@value #MOST_CAMERAS}: when there are more, those that were
 * heard of longest ago are forgotten. Their names come from topics, on which others may invent them: so it is those that
 * go on being heard of that stay. Safe for use by many threads.
 */
final class Cameras {
    static final int MOST_CAMERAS = 10_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    private final Clock clock;
    private final Map<String, CameraRecord> byId = new ConcurrentSkipListMap<>();

    Cameras(Clock clock) {
        this.clock = clock;
    }

    /**
     * The camera, new when there was none.
     *
     * @param time when it was heard of, epoch milliseconds
     * @return empty when it was too long ago, or the id is unusable
     */
    Optional<CameraRecord> heardOf(String id, long time) {
        CameraRecord known = byId.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        if (isForgotten(time) || !StreamNames.areUsable(id, id)) {
            return Optional.empty();
        }
        if (byId.size() >= MOST_CAMERAS) {
            makeRoom();
        }
        return Optional.of(byId.computeIfAbsent(id, CameraRecord::new));
    }

    /** For many at once, since those that were heard of longest ago have to be looked for. */
    private synchronized void makeRoom() {
        if (byId.size() >= MOST_CAMERAS) {
            byId.values().stream()
                    .map(camera -> Map.entry(camera.id(), camera.heardOf())) // They are heard of meanwhile.
                    .sorted(Map.Entry.comparingByValue())
                    .limit(MOST_CAMERAS / 10)
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(byId::remove);
        }
    }

    Optional<CameraRecord> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** By id. */
    Collection<CameraRecord> all() {
        return byId.values();
    }

    List<CameraView> views() {
        return all().stream().map(CameraRecord::view).toList();
    }

    void remove(String id) {
        byId.remove(id);
    }

    /** To be called now and then. */
    void forgetTheGone() {
        byId.values().removeIf(camera -> isForgotten(camera.heardOf()));
    }

    private boolean isForgotten(long time) {
        return clock.millis() - time > FORGOTTEN_AFTER.toMillis();
    }
}
