package dev.hawkeye.console.metrics;

import dev.hawkeye.metrics.Metric;
import dev.hawkeye.metrics.MetricGroup;

/** The metrics of the console. */
public final class ConsoleMetrics {
    /** All of them. */
    public static final MetricGroup ALL = new MetricGroup("Console");

    static final Metric CLIENTS =
            ALL.gauge("hawkeye.console.clients", "clients", "Clients that receive live updates, mostly browser tabs");
    static final Metric PICTURE_CACHE =
            ALL.gauge("hawkeye.console.picture.cache.bytes", "bytes", "Pictures kept in memory for later requests");
    static final Metric UNDECODABLE = ALL.counter(
            "hawkeye.console.undecodable",
            "records",
            "Records of a topic that could not be used and were skipped",
            "topic");
    static final Metric LAG = ALL.gauge(
            "hawkeye.console.lag.records",
            "records",
            "Input records that a reader (detector or aggregator) has not committed yet, including end-of-"
                    + "transaction markers; updated every few seconds, absent while Kafka does not answer",
            "reader");

    private ConsoleMetrics() {}
}
