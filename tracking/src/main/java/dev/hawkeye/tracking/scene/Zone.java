package dev.hawkeye.tracking.scene;

import dev.hawkeye.settings.Check;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An area in which objects are counted; an entry of {@code zones} of a camera. Immutable, validated on construction.
 *
 * @param name 1 to 60 letters, digits, '.', '_' and '-'
 * @param points the area
 * @param classes names of the classes that count; empty for all
 * @param confidence by class name: score, 0 to 1, that an object must have had at least once in the zone; any if absent
 * @param minSize by class name: minimum height, as a fraction of the picture's, that its box must have had at least
 *     once in the zone
 * @param maxSize by class name: the corresponding maximum height
 * @param inertia how long an object must be inside before it counts as entered, and outside before it counts as gone;
 *     up
 *     to a minute
 * @param loiter time inside after which an object loiters, up to a day; zero for never
 * @param occupancy when it is full
 * @param anchor the point of a box that is inside or outside
 */
public record Zone(
        String name,
        Polygon points,
        List<String> classes,
        Map<String, Float> confidence,
        Map<String, Float> minSize,
        Map<String, Float> maxSize,
        Duration inertia,
        Duration loiter,
        OccupancyLimits occupancy,
        Anchor anchor) {
    /**
     * Longer than the jitter of a box at the border, shorter than it takes to walk through a doorway, and equal to the
     * time between two frames at 2 per second.
     */
    public static final Duration USUAL_INERTIA = Duration.ofMillis(500);

    public static final Duration MAX_INERTIA = Duration.ofMinutes(1);
    public static final Duration MAX_LOITER = Duration.ofDays(1);

    public Zone {
        Names.check("name", name);
        classes = List.copyOf(classes);
        confidence = Map.copyOf(confidence);
        confidence.forEach((className, score) -> Check.zeroToOne("confidence." + className, score));
        minSize = Map.copyOf(minSize);
        maxSize = Map.copyOf(maxSize);
        Sizes.check(minSize, maxSize);
        Check.that(
                !inertia.isNegative() && inertia.compareTo(MAX_INERTIA) <= 0,
                "inertia",
                "must be zero to 1 m",
                inertia);
        Check.that(
                !loiter.isNegative() && loiter.compareTo(MAX_LOITER) <= 0,
                "loiter",
                "must be zero (never) to 1 d",
                loiter);
    }

    /** For all objects, with the defaults for everything else. */
    public Zone(String name, Polygon points) {
        this(
                name,
                points,
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                USUAL_INERTIA,
                Duration.ZERO,
                OccupancyLimits.NONE,
                Anchor.BOTTOM_CENTER);
    }

    public boolean contains(Point position) {
        return points.contains(position);
    }

    /**
     * Whether a sighting is good enough for its object to count here.
     *
     * @param height of the box, as a fraction of the picture's height
     */
    public boolean accepts(String className, double score, double height) {
        return (classes.isEmpty() || classes.contains(className))
                && score >= confidence.getOrDefault(className, 0f)
                && Sizes.allow(minSize, maxSize, className, height);
    }
}
