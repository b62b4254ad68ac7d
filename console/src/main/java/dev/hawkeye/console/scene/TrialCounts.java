package dev.hawkeye.console.scene;

import dev.hawkeye.counts.ClassCount;
import java.util.List;

/**
 * The counts that a zone or a line would have produced.
 *
 * @param classes counts by class name, with zones or lines only
 * @param loitered visits during which an object loitered
 * @param full how often the zone filled up
 */
public record TrialCounts(List<ClassCount> classes, long loitered, long full) {}
