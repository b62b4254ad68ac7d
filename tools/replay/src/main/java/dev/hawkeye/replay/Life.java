package dev.hawkeye.replay;

import java.time.Instant;

/** The first and last sighting of an object, as capture times. */
record Life(String camera, Instant first, Instant last) {}
