/**
 * From a model's output to boxes: which scores count, decoding, and non-maximum suppression. Knows how a picture was fitted
 * into the input, not who ran the model.
 */
package dev.hawkeye.vision.detection;
