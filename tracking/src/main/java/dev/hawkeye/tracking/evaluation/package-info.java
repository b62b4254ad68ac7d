/**
 * Scores tracks with the metrics and file formats of the MOTChallenge. Works for any tracker: only {@code Replay}
 * depends on ours.
 */
package dev.hawkeye.tracking.evaluation;
