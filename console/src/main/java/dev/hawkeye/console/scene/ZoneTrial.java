package dev.hawkeye.console.scene;

import dev.hawkeye.console.api.TrackView;
import dev.hawkeye.counts.ClassCount;
import dev.hawkeye.counts.ZoneCount;
import dev.hawkeye.tracking.presence.Position;
import dev.hawkeye.tracking.presence.VisitState;
import dev.hawkeye.tracking.presence.ZoneEvent;
import dev.hawkeye.tracking.presence.ZoneVisits;
import dev.hawkeye.tracking.scene.OccupancyLimits;
import dev.hawkeye.tracking.scene.Zone;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The counts that a zone would have produced for past objects, by the rules of the pipeline itself. */
public final class ZoneTrial {
    private final ZoneVisits visits;
    private final Map<String, Presence> byClass = new TreeMap<>();
    private final Presence all = new Presence();
    private long loitered;

    private ZoneTrial(Zone zone) {
        visits = new ZoneVisits(zone);
    }

    public static TrialCounts of(Zone zone, List<TrackView> tracks) {
        ZoneTrial trial = new ZoneTrial(zone);
        tracks.forEach(trial::follow);
        return new TrialCounts(
                trial.byClass.entrySet().stream()
                        .map(each -> new ClassCount(
                                each.getKey(),
                                0,
                                0,
                                0,
                                0,
                                0,
                                0,
                                List.of(each.getValue().of(zone)),
                                List.of()))
                        .toList(),
                trial.loitered,
                trial.all.full(zone.occupancy()));
    }

    private void follow(TrackView track) {
        List<Position> way = Ways.of(track);
        if (way.isEmpty()) {
            return;
        }
        VisitState state = visits.first(way.get(0), track.className(), track.confidence(), this::take);
        for (int i = 1; i < way.size(); i++) {
            state = visits.next(state, way.get(i - 1), way.get(i), track.className(), track.confidence(), this::take);
        }
        if (track.isFinal()) {
            visits.end(state, way.get(way.size() - 1), this::take);
        }
    }

    private void take(ZoneEvent event) {
        if (event.kind() == ZoneEvent.Kind.LOITERING) {
            loitered++;
        } else {
            byClass.computeIfAbsent(event.className(), name -> new Presence()).take(event);
            all.take(event);
        }
    }

    /** Visits, of one class or of all. */
    private static final class Presence {
        /** Changes of the number inside, by time. */
        private final Map<Long, Integer> changes = new TreeMap<>();

        private long entered;
        private long exited;
        private long dwell;

        void take(ZoneEvent event) {
            if (event.kind() == ZoneEvent.Kind.ENTERED) {
                entered++;
                changes.merge(event.time(), 1, Integer::sum);
            } else {
                exited++;
                dwell += event.dwell();
                changes.merge(event.time(), -1, Integer::sum);
            }
        }

        /** The counts without a mean, which would require the frames. */
        ZoneCount of(Zone zone) {
            int inside = 0;
            int peak = 0;
            for (int change : changes.values()) {
                inside += change;
                peak = Math.max(peak, inside);
            }
            return new ZoneCount(zone.name(), entered, exited, 0, peak, dwell);
        }

        /** How often the zone filled up. */
        long full(OccupancyLimits limits) {
            int inside = 0;
            long times = 0;
            boolean full = false;
            for (int change : changes.values()) {
                inside += change;
                boolean before = full;
                full = limits.isFull(before, inside);
                times += full && !before ? 1 : 0;
            }
            return times;
        }
    }
}
