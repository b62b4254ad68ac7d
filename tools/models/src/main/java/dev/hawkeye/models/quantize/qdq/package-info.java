/**
 * The quantized model: {@code QuantizationPlan} determines what becomes bytes, {@code QuantizedWeights} rounds the
 * weights, {@code LayerCheck} measures and corrects the effect on each layer, and {@code QdqWriter} writes the graph.
 * Knows graph and ranges, but not how the result is judged.
 */
package dev.hawkeye.models.quantize.qdq;
