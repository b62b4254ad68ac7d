package dev.hawkeye.analyze.result;

import java.time.Instant;

/**
 * The counts of a class in one window of a video, possibly zero.
 *
 * @param className empty if nothing was seen in the whole video
 * @param framesFailed pictures that could not be analyzed
 * @param framesWith analyzed pictures with at least one box of the class
 * @param detections boxes, summed over the analyzed pictures
 * @param peak maximum boxes in one picture
 * @param objects distinct objects seen in the window
 * @param newObjects objects that no earlier window has counted
 */
public record Count(
        String camera,
        String className,
        Instant start,
        Instant end,
        long framesAnalysed,
        long framesFailed,
        long framesWith,
        long detections,
        int peak,
        long objects,
        long newObjects) {

    /** Average boxes per picture; 0 if no picture could be analyzed. */
    public double mean() {
        return framesAnalysed == 0 ? 0 : (double) detections / framesAnalysed;
    }
}
