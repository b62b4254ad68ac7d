/**
 * Derives events from the positions of tracks: crossings of lines, and visits to zones. Pure functions from a state and
 * a position to the next state; states are small records of numbers and names, which the caller stores along with the
 * track. Depends on the scene, but not on a tracker.
 */
package dev.hawkeye.tracking.presence;
