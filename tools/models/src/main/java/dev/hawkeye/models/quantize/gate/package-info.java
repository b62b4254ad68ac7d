/**
 * Checks that a quantized model is good enough: against labels, or against its FP32 original. Knows model files, but
 * not how they were quantized.
 */
package dev.hawkeye.models.quantize.gate;
