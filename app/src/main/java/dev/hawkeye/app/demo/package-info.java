/** {@code hawkeye demo}: a street, drawn and detected on this machine, with the packaged model {@code street.onnx}. */
package dev.hawkeye.app.demo;
