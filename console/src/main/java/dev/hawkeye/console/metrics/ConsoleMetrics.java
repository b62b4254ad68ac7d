package dev.hawkeye.console.metrics;

import dev.hawkeye.metrics.Metric;
import dev.hawkeye.metrics.MetricGroup;

/** The metrics of the console. */
public final class ConsoleMetrics {
    /** All of them. */
    public static final MetricGroup ALL = new MetricGroup("Console");

    static final Metric CLIENTS =
            ALL.gauge("hawkeye.console.clients", "clients", "Clients of the live updates, browser tabs above all");
    static final Metric PICTURE_CACHE =
            ALL.gauge("hawkeye.console.picture.cache.bytes", "bytes", "Pictures kept in memory for those who ask next");
    static final Metric UNDECODABLE = ALL.counter(
            "hawkeye.console.undecodable", "records", "Records of a topic that are none of ours, left out", "topic");
    static final Metric LAG = ALL.gauge(
            "hawkeye.console.lag.records",
            "records",
            "Records of its input that a reader, detector or aggregator, has not committed yet, ends of transactions"
                    + " among them; asked every few seconds, and gone while Kafka does not tell",
            "reader");

    private ConsoleMetrics() {}
}
