package dev.hawkeye.tracking.presence;

import dev.hawkeye.tracking.Box;
import dev.hawkeye.tracking.scene.Cut;
import dev.hawkeye.tracking.scene.Line;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Counts who crosses one line.
 *
 * <p>A cut of the line by the way between two positions is not yet a crossing: boxes jitter, and one that stands on the
 * line would be counted at every other frame. To wait for a time alone does not help at 2 frames per second, where two
 * frames in a row on one side are chance. So a cut is pending until one of these:
 *
 * <ul>
 *   <li>The track is clear of the line, by a quarter of its own size, {@value #SETTLE} ms or more after it was first seen
 *       behind it: counted. The time is for a single box that is out of place, the distance for those that jitter.
 *   <li>It goes back across the line before that: forgotten, as if it had never come.
 *   <li>It stays for {@value #STAY} ms behind the line without getting clear of it, as a car does that stops there, and had
 *       been clear of it before: counted. To be counted once more, either way, it must get clear; so a box that jitters
 *       by less than that is counted once at most, even in an hour.
 *   <li>The track ends: counted if it was clear of the line before the cut and got away from it by a twentieth of its size
 *       at least, or is clear of it now. That is an object that leaves the picture right behind the line.
 * </ul>
 *
 * <p>The crossing is at the time of the cut, whenever it is counted. The class decides when it is counted, since the class
 * of a young track may still change.
 *
 * <p>Immutable; the state is the caller's. A track that is confirmed after some frames is counted like any other if its
 * positions since the first are taken then, in their order.
 */
public final class LineCrossings {
    static final long SETTLE = 400;
    static final long STAY = 2000;
    static final double CLEARANCE = 0.25;
    static final double LAST_CLEARANCE = 0.05;

    private final Line line;

    public LineCrossings(Line line) {
        this.line = line;
    }

    /**
     * Takes the next position of a track.
     *
     * @param before its position before that, of an earlier time; the first position alone says nothing
     * @param className the class of the track at this time
     * @param crossings receives each crossing that is counted
     * @return the state for the next position, the same if nothing changed
     */
    public LineState next(
            LineState state, Position before, Position now, String className, Consumer<Crossing> crossings) {
        LineState next = state.isPending() || state.clear() ? state : LineState.settled(isClear(before));
        Optional<Cut> cut =
                line.points().cut(line.anchor().of(before.box()), line.anchor().of(now.box()));
        if (cut.isPresent()) {
            boolean forward = cut.get().forward();
            if (!next.isPending()) {
                next = next.cut(forward, before.timeTo(now, cut.get().share()), now.time());
            } else if (next.isForward() != forward) {
                return LineState.settled(next.clear());
            }
        }
        return next.isPending() ? settled(next, now, className, crossings) : next;
    }

    private LineState settled(LineState state, Position now, String className, Consumer<Crossing> crossings) {
        long stayed = now.time() - state.since();
        if (stayed < SETTLE) {
            return state;
        }
        boolean clear = isClear(now);
        if (!clear && !(state.clear() && stayed >= STAY)) {
            return state;
        }
        count(state, className, crossings);
        return LineState.settled(clear);
    }

    /** The track has ended; {@code last} is its last position. */
    public void end(LineState state, Position last, String className, Consumer<Crossing> crossings) {
        if (state.isPending() && distance(last) >= (state.clear() ? LAST_CLEARANCE : CLEARANCE)) {
            count(state, className, crossings);
        }
    }

    private void count(LineState state, String className, Consumer<Crossing> crossings) {
        if (line.counts(className)) {
            crossings.accept(new Crossing(line.name(), line.direction(state.isForward()), state.cutTime()));
        }
    }

    private boolean isClear(Position position) {
        return distance(position) >= CLEARANCE;
    }

    private double distance(Position position) {
        Box box = position.box();
        return line.points().distance(line.anchor().of(box), box.width(), box.height());
    }
}
