/**
 * {@code hawkeye bench scale}: how work spreads over detectors that come and go ({@code ScaleBench}), what a camera
 * costs each service ({@code CostBench}), and what an aggregator crash costs ({@code CrashBench}). Knows services as
 * processes only.
 */
package dev.hawkeye.bench.scale;
