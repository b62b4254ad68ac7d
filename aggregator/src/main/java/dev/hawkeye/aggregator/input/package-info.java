/**
 * The input: which detections may be counted, what they may hold, what is seen in them, and which cameras are silent.
 * Knows the settings and the state.
 */
package dev.hawkeye.aggregator.input;
