/**
 * How good tracks are, in the measures and files of the MOTChallenge. Knows boxes and the assignment, not the tracker: it
 * judges anybody's tracks.
 */
package dev.hawkeye.tracking.evaluation;
