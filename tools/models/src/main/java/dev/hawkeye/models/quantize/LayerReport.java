package dev.hawkeye.models.quantize;

/**
 * The result for one layer.
 *
 * @param name the name as given by the exporter, without its frame
 * @param quantized whether it is INT8
 * @param weights number of weights
 * @param low minimum value that its input can hold; NaN if it is in float
 * @param high maximum value that its input can hold; NaN if it is in float
 * @param decibels signal-to-noise ratio of the quantized layer's own sums, before bias correction; NaN if it is in
 * float
 */
public record LayerReport(String name, boolean quantized, long weights, double low, double high, double decibels) {}
