package dev.hawkeye.aggregator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When the last record of each camera arrived. In memory only: after a restart every camera's silence begins anew, so
 * that our own downtime is not taken for theirs. Used by one stream thread.
 */
final class Arrivals {
    private record Arrival(long at, boolean live) {}

    private final Duration silence;
    private final Duration silenceLossless;
    private final Map<String, Arrival> arrivals = new HashMap<>();

    Arrivals(AggregatorConfig config) {
        this.silence = config.silence();
        this.silenceLossless = config.silenceLossless();
    }

    /** @param now ms of any clock that runs forward */
    void arrived(String camera, boolean live, long now) {
        arrivals.put(camera, new Arrival(now, live));
    }

    /** @return the cameras that have been silent for too long; each is told once */
    List<String> takeSilent(long now) {
        List<String> silent = new ArrayList<>();
        arrivals.forEach((camera, arrival) -> {
            Duration limit = arrival.live ? silence : silenceLossless;
            if (now - arrival.at >= limit.toMillis()) {
                silent.add(camera);
            }
        });
        silent.forEach(arrivals::remove);
        return silent;
    }
}
