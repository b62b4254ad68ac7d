package dev.hawkeye.console.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * One object at one camera. Coordinates are relative: x to the picture's width, y to its height, with the origin at the
 * top left. Times are epoch milliseconds.
 *
 * @param number the number of the object within the camera
 * @param isFinal whether the object is gone
 * @param confidence highest score so far, 0 to 1
 * @param box where it was last seen
 * @param path its positions, oldest first
 */
public record TrackView(
        String id,
        String camera,
        long number,
        String className,
        @JsonProperty("final") boolean isFinal,
        long firstSeen,
        long lastSeen,
        float confidence,
        Box box,
        List<Stand> path,
        List<Visit> zones,
        List<Crossing> crossings) {

    /** Edges of a box. */
    public record Box(double x1, double y1, double x2, double y2) {}

    /** A point of a path; [time, x, y] in JSON, since there are many. */
    @JsonFormat(shape = Shape.ARRAY)
    @JsonPropertyOrder({"time", "x", "y"})
    public record Stand(long time, double x, double y) {}

    /**
     * A visit to a zone.
     *
     * @param exited exit time; null while inside
     */
    public record Visit(String zone, long entered, Long exited, long dwellMillis) {}

    /** A line crossing. */
    public record Crossing(String line, String direction, long time) {}
}
