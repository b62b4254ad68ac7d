package dev.hawkeye.bench.tracks;

import dev.hawkeye.street.Street;
import dev.hawkeye.street.StreetObject;
import dev.hawkeye.tracking.scene.Line;
import dev.hawkeye.tracking.scene.Point;
import dev.hawkeye.tracking.scene.Scene;
import dev.hawkeye.tracking.scene.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * The true activity of objects in all pictures, computed independently of the measured code: the position of an object
 * is its bottom center, hidden or not, and it changes sides when it stays on the other side for {@value #HOLD} ms.
 * Objects that are never visible are skipped. Lines are straight and run from left to right.
 */
final class TruePresence {
    private static final long HOLD = 500;

    /** Relative to the height of the picture; more than the camera shakes. */
    private static final double JITTER = 4.0 / Street.HEIGHT;

    private record Sample(long time, double x, double y) {}

    /** @param first whether this is where the path begins */
    private record Change(Sample at, boolean first, int side) {}

    private final Presence presence = new Presence();

    private TruePresence() {}

    static Presence of(Film film, Scene scene) {
        Map<Integer, String> visible = new TreeMap<>();
        film.truth()
                .forEach(objects -> objects.forEach(
                        object -> visible.put(object.track(), object.kind().label())));
        Map<Integer, List<Sample>> paths = new TreeMap<>();
        for (int picture = 0; picture < film.unhidden().size(); picture++) {
            for (StreetObject object : film.unhidden().get(picture)) {
                paths.computeIfAbsent(object.track(), track -> new ArrayList<>())
                        .add(sample(film.time(picture), object));
            }
        }
        TruePresence truth = new TruePresence();
        visible.forEach((track, className) -> {
            List<Sample> path = paths.get(track);
            scene.lines().stream()
                    .filter(line -> line.counts(className))
                    .forEach(line -> truth.cross(line, path, className));
            scene.zones().stream()
                    .filter(zone -> zone.accepts(className, 1, 1))
                    .forEach(zone -> truth.visit(zone, path, className));
        });
        return truth.presence;
    }

    private static Sample sample(long time, StreetObject object) {
        double x = object.x() + object.width() / 2;
        double bottom = object.y() + object.height();
        return new Sample(time, x / Street.WIDTH, bottom / Street.HEIGHT);
    }

    private void cross(Line line, List<Sample> path, String className) {
        Point from = line.points().points().get(0);
        Point to = line.points().points().get(1);
        List<Change> changes = changes(path, at -> {
            double below = at.y - from.y() - (to.y() - from.y()) * (at.x - from.x()) / (to.x() - from.x());
            return Math.abs(below) < JITTER ? 0 : (int) Math.signum(below);
        });
        for (Change change : changes) {
            if (!change.first && change.at.x >= from.x() && change.at.x <= to.x()) {
                presence.crossings.add(
                        new Presence.Crossed(line.name(), className, line.direction(change.side > 0), change.at.time));
            }
        }
    }

    private void visit(Zone zone, List<Sample> path, String className) {
        List<Point> corners = zone.points().points();
        List<Change> changes = changes(path, at -> {
            boolean inside = contains(corners, at.x, at.y - JITTER);
            return inside != contains(corners, at.x, at.y + JITTER) ? 0 : inside ? 1 : -1;
        });
        long entered = -1;
        for (Change change : changes) {
            if (change.side > 0) {
                entered = change.at.time;
            } else if (entered >= 0) {
                leave(zone, className, entered, change.at.time);
                entered = -1;
            }
        }
        if (entered >= 0) {
            leave(zone, className, entered, path.get(path.size() - 1).time);
        }
    }

    private void leave(Zone zone, String className, long entered, long exited) {
        if (exited - entered >= HOLD) {
            presence.visits.add(new Presence.Visit(zone.name(), className, entered, exited));
        }
    }

    /** The points where a path settles on another side. The first one is where the path first has a side. */
    private static List<Change> changes(List<Sample> path, ToIntFunction<Sample> sides) {
        List<Change> changes = new ArrayList<>();
        int settled = 0;
        int since = -1;
        Sample before = path.get(0);
        for (int i = 0; i < path.size(); i++) {
            Sample now = path.get(i);
            int side = sides.applyAsInt(now);
            if (side == settled) {
                since = -1;
                before = now;
            } else if (side != 0) {
                since = since < 0 ? i : since;
                boolean isLast = i == path.size() - 1 && i > since;
                if (settled == 0 || isLast || now.time - path.get(since).time >= HOLD) {
                    changes.add(new Change(between(before, path.get(since)), settled == 0, side));
                    settled = side;
                    since = -1;
                    before = now;
                }
            }
        }
        return changes;
    }

    private static Sample between(Sample a, Sample b) {
        return new Sample((a.time + b.time) / 2, (a.x + b.x) / 2, (a.y + b.y) / 2);
    }

    /** Whether a ray to the right crosses an odd number of edges. */
    private static boolean contains(List<Point> corners, double x, double y) {
        boolean inside = false;
        for (int i = 0; i < corners.size(); i++) {
            Point a = corners.get(i);
            Point b = corners.get((i + 1) % corners.size());
            if (a.y() > y != b.y() > y && x < a.x() + (b.x() - a.x()) * (y - a.y()) / (b.y() - a.y())) {
                inside = !inside;
            }
        }
        return inside;
    }
}
