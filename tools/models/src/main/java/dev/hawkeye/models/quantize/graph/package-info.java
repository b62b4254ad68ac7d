/**
 * The graph of a model and what quantization does to it beforehand. {@code Preparation} simplifies it,
 * {@code Equalization} evens out its channels, and {@code QuantizableBody} says which nodes are worth integers.
 *
 * <p>The others give it the shape that integer kernels like, and compute the same: {@code UpsampledConvolution},
 * {@code SplitBypass}, {@code HeadRows}, {@code DistributionMean} and {@code PictureFold}, in this order. Knows no
 * pictures.
 */
package dev.hawkeye.models.quantize.graph;
