/**
 * The values inside a model: {@code Runs} sends the calibration pictures through it, {@code Calibration} collects
 * histograms, and {@code RangeMethod} chooses the ranges. Knows the graph, but not the output.
 */
package dev.hawkeye.models.quantize.calibration;
