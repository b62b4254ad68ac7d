package dev.hawkeye.tracking.evaluation;

import dev.hawkeye.tracking.Box;

/**
 * A line of a MOTChallenge file, without its frame.
 *
 * @param id of the object; negative if it has none, as a detection
 * @param box in pixels
 * @param score of a detection; 0 in ground truth marks a box that is not judged
 * @param category 1 is a pedestrian, and also what has no class
 */
public record MotBox(int id, Box box, double score, int category) {
    /** The class that the MOTChallenge judges. */
    public static final int JUDGED = 1;

    /** What the tracker found, or one object of the truth. */
    public MotBox(int id, Box box) {
        this(id, box, 1, JUDGED);
    }

    boolean hasId() {
        return id >= 0;
    }

    boolean counts() {
        return score != 0 && category == JUDGED;
    }
}
