package dev.hawkeye.tracking;

import java.util.List;

/**
 * The result of a frame.
 *
 * @param seen the confirmed tracks that the frame shows
 * @param ended the confirmed tracks that have not been seen for too long, and have ended
 */
public record Step(List<Seen> seen, List<Track> ended) {
    /**
     * A confirmed track in this frame.
     *
     * @param observation index of its box
     * @param justConfirmed whether this sighting confirmed it; {@link Track#early} has the earlier ones
     */
    public record Seen(Track track, int observation, boolean justConfirmed) {}

    static final Step NOTHING = new Step(List.of(), List.of());
}
