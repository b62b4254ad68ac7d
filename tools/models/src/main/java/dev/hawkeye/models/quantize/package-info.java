/**
 * Static post-training quantization of YOLOv8 detectors to INT8. {@link dev.hawkeye.models.quantize.Quantizer} takes a
 * model through the packages below: {@code graph} simplifies it and selects the nodes that are worth quantizing, {@code
 * calibration} observes their values and chooses the ranges, {@code qdq} rounds the weights, corrects the effect on
 * each layer and writes the result. {@link dev.hawkeye.models.quantize.GuardedQuantization} asks a {@code gate} whether
 * the result is good enough, and returns layers to float until it is.
 */
package dev.hawkeye.models.quantize;
