/**
 * Models over the air: their way over the topic {@code models}, what a detector checks before it uses one, and what it
 * reports on {@code model-status}. Knows nothing of frames and lanes.
 */
package dev.hawkeye.detector.delivery;
