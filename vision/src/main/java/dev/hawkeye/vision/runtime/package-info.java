/**
 * ONNX Runtime: its native libraries, its environment, and how sessions are opened. Knows nothing of models or pictures.
 */
package dev.hawkeye.vision.runtime;
