package dev.hawkeye.app.model;

import java.time.Duration;

/**
 * A canary: some cameras for some time.
 *
 * @param cameras number of cameras; 0 for named ones
 */
record Canary(int cameras, Duration time) {}
