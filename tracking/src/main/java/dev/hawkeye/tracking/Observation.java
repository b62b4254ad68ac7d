package dev.hawkeye.tracking;

/**
 * One box that a detector found in a frame.
 *
 * @param box its position, in the tracker's unit
 * @param score of its class, 0 to 1
 * @param className the class that the detector gave it
 */
public record Observation(Box box, float score, String className) {}
