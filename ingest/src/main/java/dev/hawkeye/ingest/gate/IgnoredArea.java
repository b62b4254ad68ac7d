package dev.hawkeye.ingest.gate;

/** The parts of a camera's picture in which changes do not matter, such as those of its masks. */
@FunctionalInterface
public interface IgnoredArea {
    /** Everything matters. */
    IgnoredArea NONE = (x, y) -> false;

    /**
     * @param x of a point, 0 at the left edge to 1 at the right
     * @param y likewise, from top to bottom
     */
    boolean contains(double x, double y);
}
