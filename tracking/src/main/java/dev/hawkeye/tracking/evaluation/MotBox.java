package dev.hawkeye.tracking.evaluation;

import dev.hawkeye.tracking.Box;

/**
 * A line of a MOTChallenge file, without its frame.
 *
 * @param id of the object; negative if it has none, such as a detection
 * @param box in pixels
 * @param score of a detection; 0 in ground truth marks a box that is not scored
 * @param category 1 is a pedestrian, and also stands for no class
 */
public record MotBox(int id, Box box, double score, int category) {
    /** The class that the MOTChallenge scores. */
    public static final int JUDGED = 1;

    /** A box found by the tracker, or of one ground-truth object. */
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
