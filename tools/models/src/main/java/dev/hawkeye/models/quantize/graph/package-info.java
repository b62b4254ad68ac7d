/**
 * The graph of a model and what quantization does to it beforehand: {@code Preparation} simplifies it,
 * {@code DistributionMean} makes its tail cheaper, {@code Equalization} evens out its channels, and
 * {@code QuantizableBody} says which nodes are worth integers. Knows no pictures.
 */
package dev.hawkeye.models.quantize.graph;
