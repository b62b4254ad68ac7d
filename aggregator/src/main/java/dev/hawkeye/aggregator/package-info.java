/**
 * From detections to counts per window, events and keyframes: the service, its topology, and the processor, which uses
 * the packages below to count each detection. {@link dev.hawkeye.aggregator.AggregatorService} is the entry point;
 * {@link dev.hawkeye.aggregator.AggregatorTopology} is the same without a runner.
 */
package dev.hawkeye.aggregator;
