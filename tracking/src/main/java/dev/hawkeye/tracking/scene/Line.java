package dev.hawkeye.tracking.scene;

import dev.hawkeye.settings.Check;
import java.util.List;

/**
 * A line that objects cross; an entry of {@code lines} of a camera. Immutable, validated on construction.
 *
 * <pre>
 *             out
 *              ^
 *              |
 *   first *----+----> * last       Walk from the first point to the last: an object that crosses
 *              |                   from your left to your right goes in.
 *              v
 *              in
 * </pre>
 *
 * @param name 1 to 60 letters, digits, '.', '_' and '-'
 * @param points the line
 * @param directions names of the two directions: first from the left of the line to its right, then back
 * @param classes names of the classes that count; empty for all
 * @param anchor the point of a box that crosses
 */
public record Line(String name, Polyline points, List<String> directions, List<String> classes, Anchor anchor) {
    private static final List<String> USUAL_DIRECTIONS = List.of("in", "out");

    public Line {
        Names.check("name", name);
        Check.that(
                directions.size() == 2 && !directions.get(0).equals(directions.get(1)),
                "directions",
                "must be two different names, such as [in, out]",
                directions);
        directions = List.copyOf(directions);
        directions.forEach(direction -> Names.check("directions", direction));
        classes = List.copyOf(classes);
    }

    /** Counts all objects, in and out. */
    public Line(String name, Polyline points) {
        this(name, points, USUAL_DIRECTIONS, List.of(), Anchor.BOTTOM_CENTER);
    }

    /** The name of a direction; {@code forward} is from the left of the line to its right. */
    public String direction(boolean forward) {
        return directions.get(forward ? 0 : 1);
    }

    public boolean counts(String className) {
        return classes.isEmpty() || classes.contains(className);
    }
}
