package dev.hawkeye.models.quantize;

/**
 * How much of the error at the output one layer is to blame for.
 *
 * @param layer its name
 * @param share of the error that is gone when this layer alone is in float; below 0 when the error even grows
 */
public record Blame(String layer, double share) {}
