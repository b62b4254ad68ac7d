package dev.hawkeye.replay;

import dev.hawkeye.schemas.Detection;

/**
 * A frame with different objects in two runs.
 *
 * @param objects differences in the number of objects per class, summed
 */
record FrameDifference(Detection live, Detection replay, long objects) {}
