package dev.hawkeye.replay;

import java.time.Instant;

/** When an object was seen first and last, capture times. */
record Life(String camera, Instant first, Instant last) {}
