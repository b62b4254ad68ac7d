package dev.hawkeye.models.quantize;

/**
 * What became of one layer.
 *
 * @param name as the exporter has it, without its frame
 * @param quantized whether it is INT8
 * @param weights how many it has
 * @param low least value that its input can hold; NaN when it is in float
 * @param high greatest value that its input can hold; NaN when it is in float
 * @param decibels signal-to-noise ratio of what the quantized layer sums up to, by itself, before its bias is
 *     corrected; NaN when it is in float
 */
public record LayerReport(String name, boolean quantized, long weights, double low, double high, double decibels) {}
