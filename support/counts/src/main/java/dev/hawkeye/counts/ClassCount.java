package dev.hawkeye.counts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;

/**
 * One class in one window. Immutable.
 *
 * @param framesWith analyzed frames with at least one object of the class
 * @param detections boxes, summed over the analyzed frames
 * @param mean boxes per analyzed frame
 * @param peak maximum number of boxes in one frame
 * @param objects distinct objects seen
 * @param newObjects objects that no earlier window counted, so sums over windows are exact
 * @param zones activity in zones; zones without activity are omitted
 * @param lines line crossings; lines without crossings are omitted
 */
public record ClassCount(
        String className,
        long framesWith,
        long detections,
        double mean,
        int peak,
        long objects,
        long newObjects,
        @JsonInclude(Include.NON_EMPTY) List<ZoneCount> zones,
        @JsonInclude(Include.NON_EMPTY) List<LineCount> lines) {

    public ClassCount {
        zones = zones == null ? List.of() : List.copyOf(zones);
        lines = lines == null ? List.of() : List.copyOf(lines);
    }

    /** A count of boxes only. */
    public ClassCount(String className, long framesWith, long detections, double mean, int peak) {
        this(className, framesWith, detections, mean, peak, 0, 0, List.of(), List.of());
    }

    /**
     * Whether there is anything to report. An object that crosses a line while no frame shows it, or is counted a
     * window later, has no boxes in the window.
     */
    public boolean tells() {
        return framesWith > 0 || objects > 0 || newObjects > 0 || !zones.isEmpty() || !lines.isEmpty();
    }
}
