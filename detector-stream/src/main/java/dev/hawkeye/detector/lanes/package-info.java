/**
 * Frames that wait for a lane, and the threads that analyze them: which frame is next, which is shed, what happens to
 * an inference that hangs. Independent of topics, offsets and commits.
 */
package dev.hawkeye.detector.lanes;
