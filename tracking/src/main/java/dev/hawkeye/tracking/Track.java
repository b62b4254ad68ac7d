package dev.hawkeye.tracking;

import java.util.ArrayList;
import java.util.List;

/**
 * One object in front of one camera. Tentative until it has been seen often enough; until then it does not count. Owned
 * and changed by the {@link Tracker}; not thread-safe.
 */
public final class Track {
    private final TrackerSettings settings;
    private final long firstSeen;
    private final ClassVotes votes;
    private final Motion motion;
    private final List<Sighting> early;
    private long number;
    private long lastSeen;
    private int hits;
    private int misses;
    private boolean confirmed;
    private float bestScore;
    private Box lastBox;
    private Box visibleBox;
    private Box expected;

    Track(TrackerSettings settings, long time, Thing thing) {
        this.settings = settings;
        this.firstSeen = time;
        this.lastSeen = time;
        this.hits = 1;
        this.votes = new ClassVotes(thing.votes());
        this.motion = new Motion(settings, thing.box());
        this.bestScore = thing.score();
        this.lastBox = thing.box();
        this.visibleBox = lastBox;
        this.expected = lastBox;
        this.early = new ArrayList<>(List.of(new Sighting(time, thing.box(), thing.score())));
    }

    Track(TrackerSettings settings, TrackState state) {
        this.settings = settings;
        this.number = state.number();
        this.firstSeen = state.firstSeen();
        this.lastSeen = state.lastSeen();
        this.hits = state.hits();
        this.misses = state.misses();
        this.confirmed = state.confirmed();
        this.votes = new ClassVotes(state.votes());
        this.motion = new Motion(settings, state.motion());
        this.bestScore = state.bestScore();
        this.lastBox = state.lastBox();
        this.visibleBox = lastBox;
        this.expected = motion.box();
        this.early = new ArrayList<>(state.early());
    }

    TrackState state() {
        return new TrackState(
                number,
                firstSeen,
                lastSeen,
                hits,
                misses,
                confirmed,
                bestScore,
                lastBox,
                votes.weights(),
                motion.state(),
                confirmed ? List.of() : List.copyOf(early));
    }

    void predict(double seconds) {
        motion.predict(seconds, misses > 0);
        expected = motion.box();
        if (confirmed) {
            early.clear();
        }
    }

    /** @param things everything that the frame shows */
    void see(long time, Thing thing, List<Thing> things) {
        Occlusion occlusion = confirmed ? Occlusion.of(thing.box(), expected, things) : Occlusion.none(thing.box());
        motion.update(occlusion, thing.score() < settings.high());
        expected = motion.box();
        votes.add(thing.votes());
        lastSeen = time;
        lastBox = occlusion.whole();
        visibleBox = thing.box();
        bestScore = Math.max(bestScore, thing.score());
        hits++;
        misses = 0;
        if (!confirmed) {
            early.add(new Sighting(time, thing.box(), thing.score()));
        }
    }

    void miss() {
        misses++;
    }

    /** Whether it has been seen often enough to be confirmed. */
    boolean isConvincing() {
        return hits >= settings.confirmHits() || (hits >= 2 && lastSeen - firstSeen >= settings.confirmMillis());
    }

    void confirm(long newNumber) {
        confirmed = true;
        number = newNumber;
    }

    boolean isLost(long time) {
        long unseen = time - lastSeen;
        if (confirmed) {
            return misses >= 2 && unseen > settings.lostMillis();
        }
        return unseen > settings.lostMillis() || (misses >= 2 && unseen > settings.tentativeMillis());
    }

    /** The predicted box or, if this frame shows the track, the current one. */
    Box expected() {
        return expected;
    }

    /** The visible part in the current frame, if that shows the track. */
    Box visibleBox() {
        return visibleBox;
    }

    Motion motion() {
        return motion;
    }

    ClassVotes votes() {
        return votes;
    }

    /** Number among the confirmed tracks of its camera, from 1, in order of confirmation; 0 while it is tentative. */
    public long number() {
        return number;
    }

    public String className() {
        return votes.winner();
    }

    /** Whether it counts; once true, always true. */
    public boolean isConfirmed() {
        return confirmed;
    }

    /** Capture time of the first sighting, ms. */
    public long firstSeen() {
        return firstSeen;
    }

    /** Capture time of the last sighting, ms. */
    public long lastSeen() {
        return lastSeen;
    }

    /** Number of sightings. */
    public int hits() {
        return hits;
    }

    /** The highest score of a sighting, 0 to 1. */
    public float bestScore() {
        return bestScore;
    }

    /** The box of the last sighting, with the parts that nearer things hide filled in. */
    public Box lastBox() {
        return lastBox;
    }

    /** The sightings up to and including the one that confirmed the track; empty from the next frame on. */
    public List<Sighting> early() {
        return List.copyOf(early);
    }
}
