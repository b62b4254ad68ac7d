package dev.hawkeye.counts;

/**
 * One class in one window.
 *
 * @param framesWith analysed frames with at least one object of the class
 * @param detections objects, summed over the analysed frames
 * @param mean objects per analysed frame
 * @param peak most objects in one frame
 */
public record ClassCount(String className, long framesWith, long detections, double mean, int peak) {}
