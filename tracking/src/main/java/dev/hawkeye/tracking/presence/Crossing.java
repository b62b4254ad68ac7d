package dev.hawkeye.tracking.presence;

/**
 * A track crossed a line.
 *
 * @param line its name
 * @param direction its name
 * @param time of the cut, ms of capture time: interpolated between two positions
 */
public record Crossing(String line, String direction, long time) {}
