/**
 * From detections to counts per window, events and keyframes: the service, its topology, and the processor that has
 * each detection counted by the packages below. {@link dev.hawkeye.aggregator.AggregatorService} is the entry point;
 * {@link dev.hawkeye.aggregator.AggregatorTopology} is the same without a runner.
 */
package dev.hawkeye.aggregator;
