package dev.hawkeye.aggregator.input;

import dev.hawkeye.aggregator.config.AggregatorConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cameras of one partition: when the last record of each arrived, or since when it has been silent. In memory only:
 * after a restart every camera's silence starts over, so that our own downtime is not mistaken for theirs.
 *
 * <p>Camera names come from a topic, where anyone with write access can make up as many as they like. So there are at
 * most {@value #MAX_CAMERAS}. A camera is forgotten after a day of silence, or, when another one needs room, if it has
 * been silent the longest. A camera that is not silent is never forgotten: its windows would lose their one final
 * result. Not thread-safe; used by one stream thread.
 */
public final class Arrivals {
    public static final int MAX_CAMERAS = 10_000;
    static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    private record Arrival(long at, boolean live) {}

    private final Duration silence;
    private final Duration silenceLossless;
    private final Map<String, Arrival> arrivals = new HashMap<>();
    /** Since when each camera has been silent; longest silence first. */
    private final Map<String, Long> silent = new LinkedHashMap<>();

    public Arrivals(AggregatorConfig config) {
        this.silence = config.silence();
        this.silenceLossless = config.silenceLossless();
    }

    /** @param now ms of any monotonic clock */
    public void arrived(String camera, boolean live, long now) {
        arrivals.put(camera, new Arrival(now, live));
        silent.remove(camera);
    }

    /** @return the cameras that have been silent for too long; each is reported once */
    public List<String> takeSilent(long now) {
        List<String> found = new ArrayList<>();
        arrivals.forEach((camera, arrival) -> {
            Duration limit = arrival.live ? silence : silenceLossless;
            if (now - arrival.at >= limit.toMillis()) {
                found.add(camera);
            }
        });
        found.forEach(camera -> {
            arrivals.remove(camera);
            silent.put(camera, now);
        });
        return found;
    }

    /** @return the cameras that are now forgotten because they have been silent for a day */
    public List<String> takeForgotten(long now) {
        List<String> forgotten = new ArrayList<>();
        Iterator<Map.Entry<String, Long>> longest = silent.entrySet().iterator();
        while (longest.hasNext()) {
            Map.Entry<String, Long> camera = longest.next();
            if (now - camera.getValue() < FORGOTTEN_AFTER.toMillis()) {
                break;
            }
            forgotten.add(camera.getKey());
            longest.remove();
        }
        return forgotten;
    }

    /** Whether room must be made before one more camera can arrive. */
    public boolean isFull() {
        return arrivals.size() + silent.size() >= MAX_CAMERAS;
    }

    /** @return the camera that is now forgotten because it has been silent the longest; empty if none is silent */
    public Optional<String> takeLongestSilent() {
        Optional<String> longest = silent.keySet().stream().findFirst();
        longest.ifPresent(silent::remove);
        return longest;
    }
}
