/**
 * Static post-training quantization of YOLOv8 detectors to INT8. The way of a model: {@code Preparation} simplifies the
 * graph, {@code DistributionMean} makes its tail cheaper, {@code Equalization} evens out its channels where that is
 * possible, {@code Body} says which of its nodes are worth integers, {@code Calibration} watches their values, {@code
 * RangeMethod} chooses the ranges, {@code QuantizedWeights} rounds the weights, {@code LayerCheck} measures and
 * corrects what that does to each layer, and {@code QdqWriter} writes the result.
 */
package dev.hawkeye.models.quantize;
