/**
 * Whether a quantized model is good enough: against labels, or against the model that it was made from. Knows model files,
 * not how they were quantized.
 */
package dev.hawkeye.models.quantize.gate;
