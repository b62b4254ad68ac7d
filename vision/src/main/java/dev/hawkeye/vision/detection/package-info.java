/**
 * From a model's output to boxes: which scores count, decoding, and non-maximum suppression. Depends on how a picture
 * was fitted into the input, not on who ran the model.
 */
package dev.hawkeye.vision.detection;
