package dev.hawkeye.aggregator;

import java.util.List;

/**
 * The final result of one window of a camera.
 *
 * @param start of capture time, inclusive, ms since the epoch
 * @param end exclusive
 * @param framesAnalysed frames DETECTED
 * @param framesShed frames SHED
 * @param framesFailed frames FAILED
 * @param classes every class seen, by name
 */
public record FinalWindow(
        long start, long end, long framesAnalysed, long framesShed, long framesFailed, List<FinalCount> classes) {

    public FinalWindow {
        classes = List.copyOf(classes);
    }

    /**
     * One class in the window.
     *
     * @param framesWith analysed frames with the class
     * @param detections objects of the class, summed
     * @param mean objects per analysed frame
     * @param peak most objects in one frame
     */
    public record FinalCount(String className, long framesWith, long detections, double mean, int peak) {}
}
