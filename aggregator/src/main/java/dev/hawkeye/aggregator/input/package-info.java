/**
 * The input: which detections may be counted, what they may contain, what is seen in them, and which cameras are
 * silent. Depends on the settings and the state.
 */
package dev.hawkeye.aggregator.input;
