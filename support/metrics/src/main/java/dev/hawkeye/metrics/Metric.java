package dev.hawkeye.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The declaration of one metric, the source of its meters, its help text and its line in docs/metrics.md. Immutable.
 *
 * @param name the name with dots; on /metrics they become underscores, and a counter ends in _total
 * @param unit the unit of its value, in the plural
 * @param labels names of the labels, in the order of their values
 * @param meaning one sentence without the period
 * @param buckets upper bounds of a histogram, in its unit, ascending; empty for everything else
 */
public record Metric(Kind kind, String name, String unit, List<String> labels, String meaning, List<Double> buckets) {

    /** The kinds of metrics, by how their values behave. */
    public enum Kind {
        COUNTER,
        GAUGE,
        /** Count, sum and recent maximum, and the number of values up to each of several bounds. */
        HISTOGRAM,
        /** Count, sum and recent maximum. */
        SUMMARY;

        /** The name in docs/metrics.md. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Metric {
        labels = List.copyOf(labels);
        buckets = List.copyOf(buckets);
    }

    /** Its name on /metrics. */
    public String shownName() {
        return name.replace('.', '_') + (kind == Kind.COUNTER ? "_total" : "");
    }

    /** The counter with these label values, created if it does not exist yet. */
    public Counter counter(MeterRegistry registry, String... values) {
        return Counter.builder(name).description(meaning).tags(tags(values)).register(registry);
    }

    /** The timer with these label values, created if it does not exist yet; for a histogram or summary in seconds. */
    public Timer timer(MeterRegistry registry, String... values) {
        return Timer.builder(name)
                .description(meaning)
                .tags(tags(values))
                .serviceLevelObjectives(buckets.stream()
                        .map(seconds -> Duration.ofNanos(Math.round(seconds * 1e9)))
                        .toArray(Duration[]::new))
                .register(registry);
    }

    /** The distribution summary with these label values, for a histogram or summary in any other unit. */
    public DistributionSummary summary(MeterRegistry registry, String... values) {
        return DistributionSummary.builder(name)
                .description(meaning)
                .tags(tags(values))
                .serviceLevelObjectives(
                        buckets.stream().mapToDouble(Double::doubleValue).toArray())
                .register(registry);
    }

    /** @throws IllegalArgumentException unless there is one value per label */
    Tags tags(String... values) {
        if (values.length != labels.size()) {
            throw new IllegalArgumentException(name + " has the labels " + labels + ", got values: " + List.of(values));
        }
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            pairs.add(labels.get(i));
            pairs.add(values[i]);
        }
        return Tags.of(pairs.toArray(String[]::new));
    }
}
