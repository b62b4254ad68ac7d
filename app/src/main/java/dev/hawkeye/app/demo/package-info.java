/** {@code hawkeye demo}: streets drawn and analyzed on this machine with the packaged model {@code street.onnx}. */
package dev.hawkeye.app.demo;
