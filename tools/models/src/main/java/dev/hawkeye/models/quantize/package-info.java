/**
 * Static post-training quantization of YOLOv8 detectors to INT8. {@link dev.hawkeye.models.quantize.Quantizer} leads a model
 * through the packages below: {@code graph} simplifies it and says which of its nodes are worth integers,
 * {@code calibration} watches their values and chooses the ranges, {@code qdq} rounds the weights, corrects what that does
 * to each layer and writes the result. {@link dev.hawkeye.models.quantize.GuardedQuantization} asks a {@code gate} whether
 * the result is good enough, and puts layers back into float until it is.
 */
package dev.hawkeye.models.quantize;
