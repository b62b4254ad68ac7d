package dev.hawkeye.aggregator.objects;

import dev.hawkeye.aggregator.state.LineSideState;
import dev.hawkeye.aggregator.state.ObjectState;
import dev.hawkeye.aggregator.state.ZoneState;
import dev.hawkeye.tracking.presence.Crossing;
import dev.hawkeye.tracking.presence.LineCrossings;
import dev.hawkeye.tracking.presence.LineState;
import dev.hawkeye.tracking.presence.Position;
import dev.hawkeye.tracking.presence.VisitState;
import dev.hawkeye.tracking.presence.ZoneEvent;
import dev.hawkeye.tracking.presence.ZoneVisits;
import dev.hawkeye.tracking.scene.Line;
import dev.hawkeye.tracking.scene.Scene;
import dev.hawkeye.tracking.scene.Zone;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Tracks where objects are relative to the zones and lines of one camera. What it knows about an object is in the
 * object's state.
 */
final class SceneWatch {
    /** Receives the crossings and visits of an object. */
    interface Listener {
        void crossed(Crossing crossing);

        void visited(ZoneEvent event);
    }

    private final Scene scene;
    private final Map<String, ZoneVisits> zones = new LinkedHashMap<>();
    private final Map<String, LineCrossings> lines = new LinkedHashMap<>();

    SceneWatch(Scene scene) {
        this.scene = scene;
        for (Zone zone : scene.zones()) {
            zones.put(zone.name(), new ZoneVisits(zone));
        }
        for (Line line : scene.lines()) {
            lines.put(line.name(), new LineCrossings(line));
        }
    }

    Scene scene() {
        return scene;
    }

    /** @param before the previous position; null for the first one of an object */
    void moved(ObjectState object, Position before, Position now, String className, float score, Listener listener) {
        zones.forEach((name, visits) -> {
            VisitState state = visit(object, name);
            Consumer<ZoneEvent> events = listener::visited;
            keep(
                    object,
                    name,
                    before == null
                            ? visits.first(now, className, score, events)
                            : visits.next(state, before, now, className, score, events));
        });
        if (before != null) {
            lines.forEach((name, crossings) ->
                    keep(object, name, crossings.next(side(object, name), before, now, className, listener::crossed)));
        }
    }

    void ended(ObjectState object, Position last, String className, Listener listener) {
        endVisits(object, last, listener::visited);
        lines.forEach((name, crossings) -> crossings.end(side(object, name), last, className, listener::crossed));
    }

    /** Ends the visits to all zones that the object is in, including zones that are no longer configured. */
    static void endVisits(ObjectState object, Position last, Consumer<ZoneEvent> events) {
        new TreeMap<>(object.getZones())
                .keySet()
                .forEach(name -> ZoneVisits.end(name, visit(object, name), last, events));
    }

    /** The class with which an object is in a zone; null if it is not in the zone. */
    static String visitor(ObjectState object, String zone) {
        VisitState state = visit(object, zone);
        return state.isVisit() ? state.className() : null;
    }

    static VisitState visit(ObjectState object, String name) {
        ZoneState state = object.getZones().get(name);
        return state == null
                ? VisitState.OUTSIDE
                : new VisitState(
                        VisitState.Phase.valueOf(state.getPhase()),
                        state.getEnteredAt(),
                        state.getLeftAt(),
                        state.getAccepted(),
                        state.getClassName(),
                        state.getLoitered());
    }

    private static void keep(ObjectState object, String name, VisitState visit) {
        if (visit.equals(VisitState.OUTSIDE)) {
            object.getZones().remove(name);
            return;
        }
        object.getZones()
                .put(
                        name,
                        new ZoneState(
                                visit.phase().name(),
                                visit.enteredAt(),
                                visit.leftAt(),
                                visit.accepted(),
                                visit.className(),
                                visit.loitered()));
    }

    private static LineState side(ObjectState object, String name) {
        LineSideState state = object.getLines().get(name);
        return state == null
                ? LineState.START
                : new LineState(
                        state.getClear(),
                        LineState.Pending.valueOf(state.getPending()),
                        state.getCutTime(),
                        state.getSince());
    }

    private static void keep(ObjectState object, String name, LineState side) {
        if (side.equals(LineState.START)) {
            object.getLines().remove(name);
            return;
        }
        object.getLines()
                .put(name, new LineSideState(side.clear(), side.pending().name(), side.cutTime(), side.since()));
    }
}
