package dev.hawkeye.console.scene;

import dev.hawkeye.counts.ClassCount;
import java.util.List;

/**
 * What a zone or a line would have counted.
 *
 * @param classes by name, with zones or lines only
 * @param loitered visits during which an object loitered
 * @param full how often the zone got full
 */
public record TrialCounts(List<ClassCount> classes, long loitered, long full) {}
