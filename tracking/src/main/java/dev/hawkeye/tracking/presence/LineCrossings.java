package dev.hawkeye.tracking.presence;

import dev.hawkeye.tracking.Box;
import dev.hawkeye.tracking.scene.Cut;
import dev.hawkeye.tracking.scene.Line;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Counts the crossings of one line.
 *
 * <p>When the path between two positions cuts the line, that is not yet a crossing: boxes jitter, and one that stands
 * on the line would be counted at every other frame. A minimum time alone does not help at 2 frames per second, where
 * two consecutive frames on one side are chance. So a cut is pending until one of the following happens:
 *
 * <ul>
 *   <li>The track is clear of the line, by a quarter of its own size, {@value #SETTLE} ms or more after it was first
 *       seen behind it: counted. The time rules out a single misplaced box, the distance rules out jitter.
 *   <li>It goes back across the line before that: forgotten, as if it had never crossed.
 *   <li>It stays behind the line for {@value #STAY} ms without getting clear of it, such as a car that stops there, and
 *       had been clear of it before: counted. To be counted again, in either direction, it must first get clear; so a
 *       box that jitters by less than that is counted at most once, even in an hour.
 *   <li>The track ends: counted if it was clear of the line before the cut and got away from it by at least a twentieth
 *       of its size, or is clear of it now. That is an object that leaves the picture right behind the line.
 * </ul>
 *
 * <p>The time of the crossing is that of the cut, whenever it is counted. The class is checked when it is counted,
 * since the class of a young track may still change.
 *
 * <p>Immutable; the state is the caller's. A track that is confirmed only after some frames counts like any other if
 * its positions since the first one are passed in then, in order.
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
     * Processes the next position of a track.
     *
     * @param before its previous position, at an earlier time; the first position alone says nothing
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
