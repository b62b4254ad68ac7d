/**
 * {@code hawkeye bench scale}: how the work spreads over detectors that come and go ({@code ScaleBench}), and what a
 * camera costs each service ({@code CostBench}). Knows services as processes only.
 */
package dev.hawkeye.bench.scale;
