package dev.hawkeye.tracking;

/**
 * One sighting of a track in a frame.
 *
 * @param time capture time of the frame, ms
 * @param box as the detector found it
 * @param score of that box, 0 to 1
 */
public record Sighting(long time, Box box, float score) {}
