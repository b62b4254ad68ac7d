package dev.hawkeye.tracking.scene;

import dev.hawkeye.settings.Check;

/**
 * When a zone is full, and when it has room again. The hysteresis between the two keeps a single object that goes in
 * and out from making an event each time.
 *
 * @param full number of objects, up to 10,000, at which the zone becomes full; 0 for never
 * @param clear number of objects, less than {@code full}, at which the zone has room again
 */
public record OccupancyLimits(int full, int clear) {
    /** Never full. */
    public static final OccupancyLimits NONE = new OccupancyLimits(0, 0);

    public static final int MAX = 10_000;

    public OccupancyLimits {
        Check.that(full >= 0 && full <= MAX, "full", "must be 1 to " + MAX + ", or 0 for never", full);
        Check.that(
                clear >= 0 && clear <= Math.max(0, full - 1),
                "clear",
                "must be 0 or more and less than full (" + full + ")",
                clear);
    }

    /** @param before whether it was full */
    public boolean isFull(boolean before, int inside) {
        return full > 0 && inside >= (before ? clear + 1 : full);
    }
}
