package dev.hawkeye.metrics;

import dev.hawkeye.metrics.Metric.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The metrics of one service, in the order of their declaration. A metric can only be declared through its group, so
 * none can be missing from docs/metrics.md. Filled by one thread during class initialization; read-only afterwards.
 */
public final class MetricGroup {
    private final String title;
    private final List<Metric> metrics = new ArrayList<>();

    /** @param title heading in the document */
    public MetricGroup(String title) {
        this.title = title;
    }

    /** Heading in the document. */
    public String title() {
        return title;
    }

    /** The declared metrics. */
    public List<Metric> metrics() {
        return List.copyOf(metrics);
    }

    /** Declares a metric that only grows. */
    public Metric counter(String name, String unit, String meaning, String... labels) {
        return add(new Metric(Kind.COUNTER, name, unit, List.of(labels), meaning, List.of()));
    }

    /** Declares a metric that goes up and down. */
    public Metric gauge(String name, String unit, String meaning, String... labels) {
        return add(new Metric(Kind.GAUGE, name, unit, List.of(labels), meaning, List.of()));
    }

    /** Declares a metric summarized by count, sum and maximum. */
    public Metric summary(String name, String unit, String meaning, String... labels) {
        return add(new Metric(Kind.SUMMARY, name, unit, List.of(labels), meaning, List.of()));
    }

    /** Declares a metric summarized by count, sum and maximum, and by the number of values up to each bound. */
    public Metric histogram(String name, String unit, double[] bounds, String meaning, String... labels) {
        List<Double> buckets = Arrays.stream(bounds).boxed().toList();
        return add(new Metric(Kind.HISTOGRAM, name, unit, List.of(labels), meaning, buckets));
    }

    private Metric add(Metric metric) {
        metrics.add(metric);
        return metric;
    }
}
