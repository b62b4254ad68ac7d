package dev.hawkeye.replay;

import dev.hawkeye.settings.Check;

/**
 * The limits on the differences of a replay, each from 0 (none) to 1.
 *
 * @param counts boxes in windows
 * @param objects distinct objects
 * @param crossings line crossings
 * @param events the events that began
 * @param exact whether every window must also be the same, record for record
 */
public record Bounds(double counts, double objects, double crossings, double events, boolean exact) {
    public Bounds {
        Check.zeroToOne("--max-counts", (float) counts);
        Check.zeroToOne("--max-objects", (float) objects);
        Check.zeroToOne("--max-crossings", (float) crossings);
        Check.zeroToOne("--max-events", (float) events);
    }
}
