package dev.hawkeye.console.api;

import dev.hawkeye.counts.ClassCount;
import java.util.List;

/**
 * The counts that a zone or a line would have produced.
 *
 * @param minutes length of the trial period, minutes
 * @param tracks number of objects in that period
 * @param classes counts by class name, with zones or lines only
 * @param loitered visits during which an object loitered; 0 for a line
 * @param full how often the zone filled up; 0 for a line
 */
public record TrialView(long minutes, int tracks, List<ClassCount> classes, long loitered, long full) {}
