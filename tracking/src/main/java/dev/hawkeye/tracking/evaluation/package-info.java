/**
 * How good tracks are, in the measures and files of the MOTChallenge. Judges anybody's tracks: only {@code Replay} knows the
 * tracker.
 */
package dev.hawkeye.tracking.evaluation;
