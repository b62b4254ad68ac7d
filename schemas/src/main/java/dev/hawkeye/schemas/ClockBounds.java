package dev.hawkeye.schemas;

import java.time.Duration;

/** What is asked of the clocks of a site. */
public final class ClockBounds {
    /**
     * By how much the capture time of a detection may be ahead of the clock of its reader. Clocks of one site differ by
     * less. When a camera's clock was ahead and is corrected, its frames are late until they catch up; this bounds for
     * how long.
     */
    public static final Duration MAX_AHEAD = Duration.ofHours(1);

    private ClockBounds() {}
}
