/**
 * The quantized model: {@code QuantizationPlan} says what becomes bytes, {@code QuantizedWeights} rounds the weights,
 * {@code LayerCheck} measures and corrects what that does to each layer, and {@code QdqWriter} writes the graph. Knows
 * graph and ranges, not how the result is judged.
 */
package dev.hawkeye.models.quantize.qdq;
