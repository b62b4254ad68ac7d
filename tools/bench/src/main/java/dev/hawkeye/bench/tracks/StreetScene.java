package dev.hawkeye.bench.tracks;

import dev.hawkeye.tracking.scene.Anchor;
import dev.hawkeye.tracking.scene.Line;
import dev.hawkeye.tracking.scene.OccupancyLimits;
import dev.hawkeye.tracking.scene.Point;
import dev.hawkeye.tracking.scene.Polygon;
import dev.hawkeye.tracking.scene.Polyline;
import dev.hawkeye.tracking.scene.Scene;
import dev.hawkeye.tracking.scene.Zone;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The lines and zones of every street, in the same relative coordinates for all, chosen on pictures of streets other
 * than the measured ones. Streets are mirrored at random, so everything here is symmetrical.
 */
final class StreetScene {
    private static final List<String> ON_WHEELS = List.of("car", "truck", "bus", "bicycle");
    private static final List<String> ON_FOOT = List.of("person");

    /**
     * Lines across the whole street: one over the crossing, where no vehicle stops, and a nearer one for people. A zone
     * of the lanes around the crossing, and one for each sidewalk.
     */
    static final Scene SCENE = new Scene(
            List.of(
                    zone("crossing", ON_WHEELS, 0.30, 0.52, 0.70, 0.52, 0.75, 0.78, 0.25, 0.78),
                    zone("left", ON_FOOT, 0, 0.5, 0.42, 0.5, 0.42, 0.9, 0, 0.9),
                    zone("right", ON_FOOT, 0.58, 0.5, 1, 0.5, 1, 0.9, 0.58, 0.9)),
            List.of(line("road", ON_WHEELS, 0.1, 0.66, 0.9, 0.66), line("walk", ON_FOOT, 0, 0.8, 1, 0.8)),
            List.of(),
            Map.of(),
            Map.of());

    private StreetScene() {}

    private static Zone zone(String name, List<String> classes, double... corners) {
        return new Zone(
                name,
                new Polygon(points(corners)),
                classes,
                Map.of(),
                Map.of(),
                Map.of(),
                Zone.USUAL_INERTIA,
                Duration.ZERO,
                OccupancyLimits.NONE,
                Anchor.BOTTOM_CENTER);
    }

    private static Line line(String name, List<String> classes, double... ends) {
        return new Line(name, new Polyline(points(ends)), List.of("in", "out"), classes, Anchor.BOTTOM_CENTER);
    }

    private static List<Point> points(double... coordinates) {
        return IntStream.range(0, coordinates.length / 2)
                .mapToObj(i -> new Point(coordinates[2 * i], coordinates[2 * i + 1]))
                .toList();
    }
}
