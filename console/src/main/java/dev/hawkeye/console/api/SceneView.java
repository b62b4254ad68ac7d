package dev.hawkeye.console.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/** The overlay on a camera's picture; coordinates are relative, as in {@link TrackView}. */
public record SceneView(List<Zone> zones, List<Line> lines, List<Mask> masks) {

    /** A position; [x, y] in JSON, as in the settings. */
    @JsonFormat(shape = Shape.ARRAY)
    @JsonPropertyOrder({"x", "y"})
    public record Point(double x, double y) {}

    /**
     * An area in which objects are counted.
     *
     * @param classes the classes that count; empty for all
     * @param loiterMillis time inside after which an object loiters; 0 for never
     * @param full number of objects at which the zone is full; 0 for never
     */
    public record Zone(String name, List<Point> points, List<String> classes, long loiterMillis, int full) {}

    /**
     * A line that objects cross.
     *
     * @param directions first the direction from its left to its right, as seen when walking along the points
     * @param classes the classes that count; empty for all
     */
    public record Line(String name, List<Point> points, List<String> directions, List<String> classes) {}

    /** An area in which boxes are ignored. */
    public record Mask(List<Point> points) {}
}
