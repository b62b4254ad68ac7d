package dev.hawkeye.console.api;

/**
 * One object in a picture.
 *
 * @param confidence 0 to 1
 * @param x1 left edge, pixels of the full picture; likewise for the other edges
 */
public record DetectedObjectView(String className, float confidence, float x1, float y1, float x2, float y2) {}
