/**
 * Measures what the gate saves and misses: runs the same clip through the whole pipeline without a gate and with it,
 * and compares frame by frame.
 */
package dev.hawkeye.bench.gate;
