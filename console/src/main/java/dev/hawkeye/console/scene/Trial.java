package dev.hawkeye.console.scene;

import dev.hawkeye.console.api.TrackView;
import dev.hawkeye.counts.ClassCount;
import dev.hawkeye.counts.LineCount;
import dev.hawkeye.counts.ZoneCount;
import dev.hawkeye.tracking.Box;
import dev.hawkeye.tracking.presence.LineCrossings;
import dev.hawkeye.tracking.presence.LineState;
import dev.hawkeye.tracking.presence.Position;
import dev.hawkeye.tracking.presence.VisitState;
import dev.hawkeye.tracking.presence.ZoneEvent;
import dev.hawkeye.tracking.presence.ZoneVisits;
import dev.hawkeye.tracking.scene.Line;
import dev.hawkeye.tracking.scene.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a zone or a line would have counted, had it been there while objects went their ways: by the rules of the pipeline
 * itself. It is close, but not exact: a path has at most 64 points, and the size of its box is that of the last one.
 */
public final class Trial {
    /** A box without extent has no position. */
    private static final double LEAST = 1e-4;

    private Trial() {}

    /** @return by class, those that crossed it */
    public static List<ClassCount> of(Line line, List<TrackView> tracks) {
        LineCrossings crossings = new LineCrossings(line);
        Map<String, Map<String, Long>> crossed = new TreeMap<>();
        for (TrackView track : tracks) {
            List<Position> way = way(track);
            List<String> directions = new ArrayList<>();
            LineState state = LineState.START;
            for (int i = 1; i < way.size(); i++) {
                state = crossings.next(
                        state,
                        way.get(i - 1),
                        way.get(i),
                        track.className(),
                        crossing -> directions.add(crossing.direction()));
            }
            if (track.isFinal() && !way.isEmpty()) {
                crossings.end(
                        state,
                        way.get(way.size() - 1),
                        track.className(),
                        crossing -> directions.add(crossing.direction()));
            }
            Map<String, Long> its = crossed.computeIfAbsent(track.className(), name -> new TreeMap<>());
            directions.forEach(direction -> its.merge(direction, 1L, Long::sum));
        }
        crossed.values().removeIf(Map::isEmpty);
        return crossed.entrySet().stream()
                .map(each -> count(
                        each.getKey(),
                        List.of(),
                        each.getValue().entrySet().stream()
                                .map(one -> new LineCount(line.name(), one.getKey(), one.getValue()))
                                .toList()))
                .toList();
    }

    /** @return by class, those that were in it */
    public static List<ClassCount> of(Zone zone, List<TrackView> tracks) {
        ZoneVisits visits = new ZoneVisits(zone);
        Map<String, Presence> byClass = new TreeMap<>();
        for (TrackView track : tracks) {
            List<Position> way = way(track);
            if (way.isEmpty()) {
                continue;
            }
            Presence presence = byClass.computeIfAbsent(track.className(), name -> new Presence());
            VisitState state = visits.first(way.get(0), track.className(), track.confidence(), presence::take);
            for (int i = 1; i < way.size(); i++) {
                state = visits.next(
                        state, way.get(i - 1), way.get(i), track.className(), track.confidence(), presence::take);
            }
            if (track.isFinal()) {
                visits.end(state, way.get(way.size() - 1), presence::take);
            }
        }
        byClass.values().removeIf(presence -> presence.entered == 0);
        return byClass.entrySet().stream()
                .map(each -> count(each.getKey(), List.of(each.getValue().of(zone)), List.of()))
                .toList();
    }

    private static ClassCount count(String className, List<ZoneCount> zones, List<LineCount> lines) {
        return new ClassCount(className, 0, 0, 0, 0, 0, 0, zones, lines);
    }

    private static List<Position> way(TrackView track) {
        double width = Math.max(LEAST, track.box().x2() - track.box().x1());
        double height = Math.max(LEAST, track.box().y2() - track.box().y1());
        List<Position> way = new ArrayList<>();
        for (TrackView.Stand stand : track.path()) {
            if (way.isEmpty() || way.get(way.size() - 1).time() < stand.time()) {
                Box box = new Box(stand.x() - width / 2, stand.y() - height, stand.x() + width / 2, stand.y());
                way.add(new Position(stand.time(), box));
            }
        }
        return way;
    }

    /** The visits of one class. */
    private static final class Presence {
        /** Change of the number inside, by time. */
        private final Map<Long, Integer> changes = new TreeMap<>();

        private long entered;
        private long exited;
        private long dwell;

        void take(ZoneEvent event) {
            switch (event.kind()) {
                case ENTERED -> {
                    entered++;
                    changes.merge(event.time(), 1, Integer::sum);
                }
                case EXITED -> {
                    exited++;
                    dwell += event.dwell();
                    changes.merge(event.time(), -1, Integer::sum);
                }
                case LOITERING -> {
                    // It says nothing about how many there are.
                }
            }
        }

        /** Without a mean, for which the frames would have to be known. */
        ZoneCount of(Zone zone) {
            int inside = 0;
            int peak = 0;
            for (int change : changes.values()) {
                inside += change;
                peak = Math.max(peak, inside);
            }
            return new ZoneCount(zone.name(), entered, exited, 0, peak, dwell);
        }
    }
}
