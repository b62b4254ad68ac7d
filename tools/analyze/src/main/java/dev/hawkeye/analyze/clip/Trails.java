package dev.hawkeye.analyze.clip;

import dev.hawkeye.analyze.tracks.TrackedPicture;
import dev.hawkeye.tracking.scene.Anchor;
import dev.hawkeye.tracking.scene.Point;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The recent paths of a video's objects: the middle of the lower edge of each box. Not thread-safe. */
final class Trails {
    private static final long MILLIS = 4_000;

    private final Map<Long, Deque<Spot>> trails = new HashMap<>();

    private record Spot(long time, Point point) {}

    /** Advances to the next picture, and drops old positions. */
    void add(TrackedPicture picture) {
        for (TrackedPicture.TrackedBox tracked : picture.boxes()) {
            trails.computeIfAbsent(tracked.number(), number -> new ArrayDeque<>())
                    .add(new Spot(picture.time(), Anchor.BOTTOM_CENTER.of(tracked.box())));
        }
        trails.values().removeIf(trail -> {
            while (!trail.isEmpty() && trail.peek().time < picture.time() - MILLIS) {
                trail.remove();
            }
            return trail.isEmpty();
        });
    }

    /** The trail of one object, oldest first, relative to the picture. */
    List<Point> of(long number) {
        Deque<Spot> trail = trails.get(number);
        return trail == null ? List.of() : trail.stream().map(Spot::point).toList();
    }
}
