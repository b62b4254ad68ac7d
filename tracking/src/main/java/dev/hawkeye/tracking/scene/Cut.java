package dev.hawkeye.tracking.scene;

/**
 * Where a straight path cuts a line.
 *
 * @param share fraction of the path before the cut, 0 to 1
 * @param forward whether it leads from the left of the line to its right, looking along the line's points
 */
public record Cut(double share, boolean forward) {}
