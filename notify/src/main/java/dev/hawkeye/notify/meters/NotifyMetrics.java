package dev.hawkeye.notify.meters;

import dev.hawkeye.metrics.Metric;
import dev.hawkeye.metrics.MetricGroup;

/** The metrics of alarms. */
public final class NotifyMetrics {
    /** All of them. */
    public static final MetricGroup ALL = new MetricGroup("Alarms");

    private static final String TARGET = "target";
    private static final double[] DELAYS = {0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 300, 3_600};

    static final Metric DELIVERED =
            ALL.counter("hawkeye.notify.delivered", "messages", "Messages that a target accepted", TARGET);
    static final Metric RETRIED = ALL.counter(
            "hawkeye.notify.retried", "attempts", "Attempts that failed and are retried after a pause", TARGET);
    static final Metric GIVEN_UP = ALL.counter(
            "hawkeye.notify.given.up",
            "messages",
            "Messages that were not delivered and became dead letters on notify.dlq: age, they were older than max-age; refused,"
                    + " the target will never accept them; deadline, a command was late",
            TARGET,
            "reason");
    static final Metric UNDECODABLE = ALL.counter(
            "hawkeye.notify.undecodable",
            "records",
            "Records of events that could not be used and were skipped",
            TARGET);
    static final Metric DELAY = ALL.histogram(
            "hawkeye.notify.delay.seconds",
            "seconds",
            DELAYS,
            "Time from the capture of the picture that caused a message to its delivery; excludes ends of alarms",
            TARGET);
    static final Metric LAG = ALL.gauge(
            "hawkeye.notify.lag.records",
            "records",
            "Records of this instance's partitions that have not been sent to a target yet, including end-of-transaction markers;"
                    + " updated every few seconds",
            TARGET);
    static final Metric UP = ALL.gauge(
            "hawkeye.notify.target.up",
            "0 or 1",
            "0 while this instance has something for the target and its last attempt did not reach it, 1 otherwise",
            TARGET);

    static final Metric COMMANDS = ALL.counter(
            "hawkeye.notify.commands",
            "commands",
            "Commands by result: done, failed or expired, as reported by the actuator; unanswered, no answer before the deadline",
            "actuator",
            "result");

    private NotifyMetrics() {}
}
