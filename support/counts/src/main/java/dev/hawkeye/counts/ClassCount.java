package dev.hawkeye.counts;

/**
 * One class in one window.
 *
 * @param framesWith analyzed frames with at least one object of the class
 * @param detections objects, summed over the analyzed frames
 * @param mean objects per analyzed frame
 * @param peak maximum number of objects in one frame
 */
public record ClassCount(String className, long framesWith, long detections, double mean, int peak) {}
