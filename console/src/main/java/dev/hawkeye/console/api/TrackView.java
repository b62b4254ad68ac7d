package dev.hawkeye.console.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * One object before one camera. Coordinates are relative: x of the picture's width, y of its height, origin at the top left.
 * Times are epoch milliseconds.
 *
 * @param number counts the objects of the camera
 * @param isFinal whether it is gone
 * @param confidence highest score so far, 0 to 1
 * @param box where it was seen last
 * @param path where it stood, oldest first
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
     * @param exited null while it is inside
     */
    public record Visit(String zone, long entered, Long exited, long dwellMillis) {}

    /** A line that it crossed. */
    public record Crossing(String line, String direction, long time) {}
}
