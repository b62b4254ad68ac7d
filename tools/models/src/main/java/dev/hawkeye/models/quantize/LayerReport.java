package dev.hawkeye.models.quantize;

/**
 * The result for one layer.
 *
 * @param name as the exporter has it, without its frame
 * @param quantized whether it is INT8
 * @param weights how many it has
 * @param low minimum value that its input can hold; NaN if it is in float
 * @param high maximum value that its input can hold; NaN if it is in float
 * @param decibels signal-to-noise ratio of what the quantized layer sums up to, by itself, before its bias is
 *     corrected; NaN when it is in float
 */
public record LayerReport(String name, boolean quantized, long weights, double low, double high, double decibels) {}
