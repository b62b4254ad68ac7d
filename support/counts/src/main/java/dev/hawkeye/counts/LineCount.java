package dev.hawkeye.counts;

/**
 * Objects of one class that crossed one line in one direction, over one window.
 *
 * @param line its name
 * @param direction name of the direction
 * @param crossed crossings in the window
 */
public record LineCount(String line, String direction, long crossed) {}
