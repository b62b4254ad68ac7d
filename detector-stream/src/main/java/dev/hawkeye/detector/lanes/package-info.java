/**
 * Frames that wait for a lane, and the threads that analyze them: who is next, who is shed, what happens to an
 * inference that hangs. Knows nothing of topics, offsets and commits.
 */
package dev.hawkeye.detector.lanes;
