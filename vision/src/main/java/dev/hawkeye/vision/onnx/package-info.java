/**
 * A model file as its bytes: the protobuf, the weights beside it, its digest, and whether its sizes can be believed. Knows
 * the format ONNX, not what a detector is.
 */
package dev.hawkeye.vision.onnx;
