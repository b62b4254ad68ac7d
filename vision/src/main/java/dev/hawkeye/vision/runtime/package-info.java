/**
 * ONNX Runtime: its native libraries, its environment, and how sessions are opened. Independent of models and pictures.
 */
package dev.hawkeye.vision.runtime;
