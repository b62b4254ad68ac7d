package dev.hawkeye.bench;

/** The result of one measurement in a round. */
record Measured(double framesPerSecond, FrameCost cost) {}
