package dev.hawkeye.models.quantize;

/**
 * The share of the output error that one layer causes.
 *
 * @param layer name of the layer
 * @param share the share of the error that disappears when only this layer is in float; below 0 if the error grows
 */
public record Blame(String layer, double share) {}
