package dev.hawkeye.analyze.result;

import java.time.Instant;

/**
 * How many objects of a class were seen in one window of a video, possibly none.
 *
 * @param className empty if nothing was seen in the whole video
 * @param framesFailed pictures that could not be analyzed
 * @param framesWith analyzed pictures with at least one object of the class
 * @param detections objects, summed over the analyzed pictures
 * @param peak maximum objects in one picture
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
        int peak) {

    /** Objects in view on average; 0 if no picture could be analyzed. */
    public double mean() {
        return framesAnalysed == 0 ? 0 : (double) detections / framesAnalysed;
    }
}
