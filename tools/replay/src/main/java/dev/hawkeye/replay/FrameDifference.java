package dev.hawkeye.replay;

import dev.hawkeye.schemas.Detection;

/**
 * A frame in which two runs found something else.
 *
 * @param objects how many more or less there are of each class, summed
 */
record FrameDifference(Detection live, Detection replay, long objects) {}
