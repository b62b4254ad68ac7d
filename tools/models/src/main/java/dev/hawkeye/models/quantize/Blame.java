package dev.hawkeye.models.quantize;

/**
 * The share of the output error that one layer causes.
 *
 * @param layer its name
 * @param share of the error that disappears when this layer alone is in float; below 0 if the error grows
 */
public record Blame(String layer, double share) {}
