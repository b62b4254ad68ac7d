package dev.hawkeye.tracking;

import java.util.ArrayList;
import java.util.List;

/**
 * The live tracks of one camera, including tentative ones. Owned and changed by the {@link Tracker}; not thread-safe.
 */
public final class Tracks {
    /**
     * A snapshot, to be stored elsewhere and resumed from. Immutable.
     *
     * @param time capture time of the last frame, ms
     * @param next number of the next track to be confirmed
     */
    public record State(long time, long next, List<TrackState> live) {
        public State {
            live = List.copyOf(live);
        }
    }

    static final long NEVER = Long.MIN_VALUE;

    final List<Track> live = new ArrayList<>();
    long time = NEVER;
    private long next = 1;

    /** The tracks of a camera that has not shown anything yet. */
    public Tracks() {}

    /** Resumes from a snapshot. */
    public Tracks(State state) {
        time = state.time();
        next = state.next();
        state.live().forEach(track -> live.add(new Track(TrackerSettings.DEFAULT, track)));
    }

    /** The snapshot for {@link Tracks#Tracks(State)}, in the order of {@link #live}. */
    public State state() {
        return new State(time, next, live.stream().map(Track::state).toList());
    }

    /** The live tracks, including tentative ones, in the order in which they began. */
    public List<Track> live() {
        return List.copyOf(live);
    }

    long takeNumber() {
        return next++;
    }
}
