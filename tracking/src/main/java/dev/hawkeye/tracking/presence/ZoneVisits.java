package dev.hawkeye.tracking.presence;

import dev.hawkeye.tracking.presence.VisitState.Phase;
import dev.hawkeye.tracking.presence.ZoneEvent.Kind;
import dev.hawkeye.tracking.scene.Point;
import dev.hawkeye.tracking.scene.Zone;
import java.util.function.Consumer;

/**
 * Tracks the visits to one zone.
 *
 * <p>A visit counts once its track has been inside for the zone's inertia, and ends once it has been outside for as
 * long: anything shorter is a box that jitters at the border. Inertia delays reports but does not shorten visits: a
 * visit begins and ends at the border, at times interpolated between the positions on both sides. So 2 frames per
 * second find the same visits as 10, except those that begin and end between two frames.
 *
 * <p>Class, score and size decide only whether a visit counts: one sighting inside that the zone accepts is enough, and
 * a box that gets a low score or is half hidden later does not end the visit.
 *
 * <p>Immutable; the state is the caller's. A track that is confirmed only after some frames is treated like any other
 * if its positions since the first one are passed in then, in order.
 */
public final class ZoneVisits {
    private final Zone zone;
    private final long inertia;
    private final long loiter;

    public ZoneVisits(Zone zone) {
        this.zone = zone;
        this.inertia = zone.inertia().toMillis();
        this.loiter = zone.loiter().toMillis();
    }

    /**
     * Processes the first position of a track; if it is inside, it has just entered.
     *
     * @param className the class of the track at this time
     * @param score of the box, 0 to 1
     */
    public VisitState first(Position now, String className, double score, Consumer<ZoneEvent> events) {
        return contains(now)
                ? present(VisitState.entering(now.time()), now, className, score, events)
                : VisitState.OUTSIDE;
    }

    /**
     * Processes the next position of a track.
     *
     * @param before its previous position, at an earlier time
     * @param className the class of the track at this time
     * @param score of the box, 0 to 1
     * @param events receives what happened
     * @return the state for the next position, the same if nothing changed
     */
    public VisitState next(
            VisitState state,
            Position before,
            Position now,
            String className,
            double score,
            Consumer<ZoneEvent> events) {
        if (contains(now)) {
            VisitState next = switch (state.phase()) {
                case OUTSIDE -> VisitState.entering(enteredAt(before, now));
                case LEAVING -> returned(state, enteredAt(before, now), events);
                default -> state;
            };
            return present(next, now, className, score, events);
        }
        return switch (state.phase()) {
            case OUTSIDE -> state;
            case LEAVING -> absent(state, now, events);
            default -> absent(left(state, leftAt(before, now), className, events), now, events);
        };
    }

    /** The track has ended at position {@code last}, and with it its visit. */
    public void end(VisitState state, Position last, Consumer<ZoneEvent> events) {
        end(zone.name(), state, last, events);
    }

    /** As {@link #end(VisitState, Position, Consumer)}, for a zone of which only the name is still known. */
    public static void end(String zone, VisitState state, Position last, Consumer<ZoneEvent> events) {
        if (state.isVisit()) {
            tell(zone, state, Kind.EXITED, state.phase() == Phase.LEAVING ? state.leftAt() : last.time(), events);
        }
    }

    private VisitState present(
            VisitState state, Position now, String className, double score, Consumer<ZoneEvent> events) {
        VisitState next = state;
        if (!next.accepted() && zone.accepts(className, score, now.box().height())) {
            next = next.nowAccepted();
        }
        if (next.phase() == Phase.ENTERING) {
            next = entered(next, now.time(), className, events);
        }
        return loitering(next, now.time(), events);
    }

    private VisitState entered(VisitState state, long until, String className, Consumer<ZoneEvent> events) {
        if (!state.accepted() || until - state.enteredAt() < inertia) {
            return state;
        }
        VisitState inside = state.inside(className);
        tell(inside, Kind.ENTERED, inside.enteredAt(), events);
        return inside;
    }

    private VisitState loitering(VisitState state, long until, Consumer<ZoneEvent> events) {
        if (loiter == 0 || !state.isVisit() || state.loitered() || until - state.enteredAt() < loiter) {
            return state;
        }
        tell(state, Kind.LOITERING, state.enteredAt() + loiter, events);
        return state.nowLoitered();
    }

    /** The state of a track that went out, which may have been inside for long enough by then. */
    private VisitState left(VisitState state, long time, String className, Consumer<ZoneEvent> events) {
        VisitState until = state.phase() == Phase.ENTERING ? entered(state, time, className, events) : state;
        return until.isVisit() ? loitering(until, time, events).leaving(time) : VisitState.OUTSIDE;
    }

    private VisitState absent(VisitState state, Position now, Consumer<ZoneEvent> events) {
        if (state.phase() != Phase.LEAVING || now.time() - state.leftAt() < inertia) {
            return state;
        }
        tell(state, Kind.EXITED, state.leftAt(), events);
        return VisitState.OUTSIDE;
    }

    /** The state of a track that came back in, which may have been outside for long enough by then. */
    private VisitState returned(VisitState state, long time, Consumer<ZoneEvent> events) {
        if (time - state.leftAt() < inertia) {
            return state.back();
        }
        tell(state, Kind.EXITED, state.leftAt(), events);
        return VisitState.entering(time);
    }

    private void tell(VisitState state, Kind kind, long time, Consumer<ZoneEvent> events) {
        tell(zone.name(), state, kind, time, events);
    }

    private static void tell(String zone, VisitState state, Kind kind, long time, Consumer<ZoneEvent> events) {
        events.accept(new ZoneEvent(zone, kind, time, state.enteredAt(), state.className()));
    }

    private boolean contains(Position position) {
        return zone.contains(at(position));
    }

    private Point at(Position position) {
        return zone.anchor().of(position.box());
    }

    private long enteredAt(Position before, Position now) {
        return before.timeTo(now, zone.points().lastCut(at(before), at(now)));
    }

    private long leftAt(Position before, Position now) {
        return before.timeTo(now, zone.points().firstCut(at(before), at(now)));
    }
}
