package dev.hawkeye.ingest.gate;

/** The parts of a camera's picture in which changes do not count, such as its masks. */
@FunctionalInterface
public interface IgnoredArea {
    /** Ignores nothing. */
    IgnoredArea NONE = (x, y) -> false;

    /**
     * @param x of a point, 0 at the left edge to 1 at the right
     * @param y likewise, from top to bottom
     */
    boolean contains(double x, double y);
}
