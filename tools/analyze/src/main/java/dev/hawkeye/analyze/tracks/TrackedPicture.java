package dev.hawkeye.analyze.tracks;

import dev.hawkeye.tracking.Box;
import java.util.List;

/**
 * One analyzed picture and its objects.
 *
 * @param picture index in its source, from 0, counting unanalyzed pictures, too
 * @param time capture time, ms
 * @param width the width of the picture as a player shows it, pixels
 * @param height its height, pixels
 * @param boxes the boxes in the order of the objects' numbers
 */
public record TrackedPicture(long picture, long time, int width, int height, List<TrackedBox> boxes) {
    /**
     * An object in the picture.
     *
     * @param number the number of the object in its video, as in its records
     * @param box the box relative to the picture's width and height
     * @param score the score of the box, 0 to 1
     */
    public record TrackedBox(long number, Box box, float score) {}
}
