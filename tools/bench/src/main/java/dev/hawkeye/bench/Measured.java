package dev.hawkeye.bench;

/** What one measurement of a round found. */
record Measured(double framesPerSecond, FrameCost cost) {}
