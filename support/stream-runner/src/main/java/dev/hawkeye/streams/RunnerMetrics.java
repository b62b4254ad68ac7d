package dev.hawkeye.streams;

import dev.hawkeye.metrics.Metric;
import dev.hawkeye.metrics.MetricGroup;

/** The metrics common to all Kafka Streams services. */
public final class RunnerMetrics {
    /** All of them. */
    public static final MetricGroup ALL = new MetricGroup("Detector and aggregator");

    static final Metric TOO_LARGE = ALL.counter(
            "hawkeye.records.too.large",
            "records",
            "Records refused because of their size, each of which costs a stream thread; absent until the first one",
            "topic");

    private RunnerMetrics() {}
}
