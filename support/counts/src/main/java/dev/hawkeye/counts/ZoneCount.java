package dev.hawkeye.counts;

/**
 * Objects of one class in one zone, over one window.
 *
 * @param zone its name
 * @param entered visits that began in the window
 * @param exited visits that ended in the window
 * @param mean objects inside, on average over the analyzed frames
 * @param peak maximum number of objects inside at one frame
 * @param dwellMillis total dwell time of the visits that ended in the window, ms
 */
public record ZoneCount(String zone, long entered, long exited, double mean, int peak, long dwellMillis) {}
