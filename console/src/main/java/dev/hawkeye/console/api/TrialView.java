package dev.hawkeye.console.api;

import dev.hawkeye.counts.ClassCount;
import java.util.List;

/**
 * What a zone or a line would have counted.
 *
 * @param minutes over which
 * @param tracks number of objects that were there meanwhile
 * @param classes by name, with zones or lines only
 */
public record TrialView(long minutes, int tracks, List<ClassCount> classes) {}
