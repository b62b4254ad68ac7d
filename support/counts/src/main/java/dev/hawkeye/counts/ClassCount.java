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
 * @param objects different objects that were seen, however often
 * @param newObjects those of them that no window before has counted, so that sums over windows are exact
 * @param zones what they did in zones; none where nothing happened
 * @param lines which lines they crossed; none where nothing happened
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

    /** Of boxes alone. */
    public ClassCount(String className, long framesWith, long detections, double mean, int peak) {
        this(className, framesWith, detections, mean, peak, 0, 0, List.of(), List.of());
    }

    /**
     * Whether there is anything to tell. An object that crosses a line while no frame shows it, or is counted a window
     * later, has no boxes in the window.
     */
    public boolean tells() {
        return framesWith > 0 || objects > 0 || newObjects > 0 || !zones.isEmpty() || !lines.isEmpty();
    }
}
