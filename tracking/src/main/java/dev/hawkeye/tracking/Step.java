package dev.hawkeye.tracking;

import java.util.List;

/**
 * What a frame brought.
 *
 * @param seen the confirmed tracks that the frame shows
 * @param ended the confirmed tracks that have not been seen for too long, and are over
 */
public record Step(List<Seen> seen, List<Track> ended) {
    /**
     * A confirmed track, in this frame.
     *
     * @param observation index of its box
     * @param justConfirmed whether this sighting confirmed it: {@link Track#early} has those before
     */
    public record Seen(Track track, int observation, boolean justConfirmed) {}

    static final Step NOTHING = new Step(List.of(), List.of());
}
