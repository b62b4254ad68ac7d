/**
 * Models over the air: their way over the topic {@code models}, what a detector checks before it uses one, when it moves on
 * to the next stage of a trial, and what it reports on {@code model-status}. Knows what a trial shows, and nothing of
 * frames and lanes.
 */
package dev.hawkeye.detector.delivery;
