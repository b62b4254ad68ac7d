/**
 * Detections to counts per window, events and keyframes. {@link dev.hawkeye.aggregator.AggregatorService} is the way
 * in; {@link dev.hawkeye.aggregator.AggregatorTopology} is the same without a runner.
 */
package dev.hawkeye.aggregator;
