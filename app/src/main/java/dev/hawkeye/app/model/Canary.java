package dev.hawkeye.app.model;

import java.time.Duration;

/**
 * Some cameras for a time.
 *
 * @param cameras how many; 0 for those that are named
 */
record Canary(int cameras, Duration time) {}
