package dev.hawkeye.ingest.clips;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The remaining clip bytes of each camera per period of capture time. Periods are aligned to the epoch; a clip from an
 * earlier period draws on the newest period's budget. Not persisted. Confined to the feed's thread.
 */
final class Budget {
    private final long bytes;
    private final long periodMillis;
    private final Map<String, Used> cameras = new HashMap<>();

    private record Used(long period, long bytes) {}

    Budget(long bytes, Duration period) {
        this.bytes = bytes;
        this.periodMillis = period.toMillis();
    }

    /** Whether {@code more} bytes are left. */
    boolean allows(String camera, long captured, long more) {
        return used(camera, captured).bytes + more <= bytes;
    }

    void spend(String camera, long captured, long more) {
        Used used = used(camera, captured);
        cameras.put(camera, new Used(used.period, used.bytes + more));
    }

    private Used used(String camera, long captured) {
        long period = Math.floorDiv(captured, periodMillis);
        Used used = cameras.get(camera);
        return used == null || period > used.period ? new Used(period, 0) : used;
    }
}
