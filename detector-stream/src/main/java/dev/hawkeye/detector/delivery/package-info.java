/**
 * Models over the air: how they travel over the {@code models} topic, what a detector checks before it uses one, when
 * it advances to the next stage of a trial, and what it reports on {@code model-status}. Depends on the results of a
 * trial, but not on frames and lanes.
 */
package dev.hawkeye.detector.delivery;
