package dev.hawkeye.console.api;

import dev.hawkeye.counts.ClassCount;
import java.util.List;

/**
 * What a zone or a line would have counted.
 *
 * @param minutes over which
 * @param tracks number of objects that were there meanwhile
 * @param classes by name, with zones or lines only
 * @param loitered visits during which an object loitered; 0 for a line
 * @param full how often the zone got full; 0 for a line
 */
public record TrialView(long minutes, int tracks, List<ClassCount> classes, long loitered, long full) {}
