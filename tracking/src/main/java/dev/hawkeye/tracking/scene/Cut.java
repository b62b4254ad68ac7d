package dev.hawkeye.tracking.scene;

/**
 * Where a straight path cuts a line.
 *
 * @param share how much of the path lies before it, 0 to 1
 * @param forward whether it leads from the left of the line to its right, seen along the line's points
 */
public record Cut(double share, boolean forward) {}
