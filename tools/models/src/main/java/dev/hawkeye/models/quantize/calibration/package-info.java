/**
 * What the values inside a model are like: {@code Runs} sends the calibration pictures through it, {@code Calibration}
 * collects histograms, and {@code RangeMethod} chooses the ranges. Knows the graph, not what is written.
 */
package dev.hawkeye.models.quantize.calibration;
