/**
 * A model file as bytes: the protobuf, the weights beside it, its digest, and whether its claimed sizes are plausible.
 * Depends on the ONNX format, not on what a detector is.
 */
package dev.hawkeye.vision.onnx;
