/**
 * What the gate saves and what it misses: the same clip through the whole pipeline without a gate and with it, and the two
 * compared frame by frame.
 */
package dev.hawkeye.bench.gate;
