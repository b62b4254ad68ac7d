package dev.hawkeye.tracking.scene;

/**
 * A position in the picture. Points of zones and lines are within it; those of objects may be outside.
 *
 * @param x fraction of the width, 0 at the left and 1 at the right
 * @param y fraction of the height, 0 at the top and 1 at the bottom
 */
public record Point(double x, double y) {
    /** Whether both coordinates are 0 to 1. */
    boolean isWithinPicture() {
        return x >= 0 && x <= 1 && y >= 0 && y <= 1;
    }

    /** As written in the settings. */
    @Override
    public String toString() {
        return "[" + x + ", " + y + "]";
    }
}
