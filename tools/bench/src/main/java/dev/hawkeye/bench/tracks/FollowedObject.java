package dev.hawkeye.bench.tracks;

import dev.hawkeye.tracking.presence.Crossing;
import dev.hawkeye.tracking.presence.LineCrossings;
import dev.hawkeye.tracking.presence.LineState;
import dev.hawkeye.tracking.presence.Position;
import dev.hawkeye.tracking.presence.VisitState;
import dev.hawkeye.tracking.presence.ZoneEvent;
import dev.hawkeye.tracking.presence.ZoneVisits;
import dev.hawkeye.tracking.scene.Scene;
import java.util.List;
import java.util.function.Consumer;

/** One object on its path through the lines and zones of a scene. */
final class FollowedObject {
    private final List<LineCrossings> lines;
    private final List<ZoneVisits> zones;
    private final LineState[] sides;
    private final VisitState[] visits;
    private final Presence counted;
    private Position last;

    /** @param counted receives its crossings and visits */
    FollowedObject(Scene scene, Presence counted) {
        lines = scene.lines().stream().map(LineCrossings::new).toList();
        zones = scene.zones().stream().map(ZoneVisits::new).toList();
        sides = new LineState[lines.size()];
        visits = new VisitState[zones.size()];
        this.counted = counted;
    }

    void move(Position now, String className, double score) {
        for (int i = 0; i < zones.size(); i++) {
            visits[i] = last == null
                    ? zones.get(i).first(now, className, score, this::visited)
                    : zones.get(i).next(visits[i], last, now, className, score, this::visited);
        }
        for (int i = 0; i < lines.size(); i++) {
            sides[i] = last == null
                    ? LineState.START
                    : lines.get(i).next(sides[i], last, now, className, crossed(className));
        }
        last = now;
    }

    void end(String className) {
        for (int i = 0; i < zones.size(); i++) {
            zones.get(i).end(visits[i], last, this::visited);
        }
        for (int i = 0; i < lines.size(); i++) {
            lines.get(i).end(sides[i], last, className, crossed(className));
        }
    }

    private Consumer<Crossing> crossed(String className) {
        return crossing -> counted.crossings.add(
                new Presence.Crossed(crossing.line(), className, crossing.direction(), crossing.time()));
    }

    private void visited(ZoneEvent event) {
        if (event.kind() == ZoneEvent.Kind.EXITED) {
            counted.visits.add(new Presence.Visit(event.zone(), event.className(), event.enteredAt(), event.time()));
        }
    }
}
