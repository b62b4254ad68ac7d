/**
 * The graph of a model and its transformations before quantization. {@code Preparation} simplifies it, {@code
 * Equalization} equalizes its channels, and {@code QuantizableBody} selects the nodes that are worth quantizing.
 *
 * <p>The others give it the form that suits integer kernels, and compute the same: {@code UpsampledConvolution}, {@code
 * SplitBypass}, {@code HeadRows}, {@code DistributionMean} and {@code PictureFold}, in this order. Knows no pictures.
 */
package dev.hawkeye.models.quantize.graph;
