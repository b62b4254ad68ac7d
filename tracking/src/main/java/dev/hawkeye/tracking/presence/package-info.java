/**
 * From the positions of tracks to what happened: crossings of lines, and visits of zones. Pure functions
 * from a state and a position to the next state; states are small records of numbers and names, for the caller to keep
 * wherever it keeps the track. Knows the scene, and no tracker.
 */
package dev.hawkeye.tracking.presence;
