package dev.hawkeye.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Gauges of one owner that vanish when it releases them: a value that is no longer kept up to date must not be read as
 * if it were true. Of two owners of the same gauge, the later one wins. Safe for use by many threads.
 */
public final class Readings implements AutoCloseable {
    private final MeterRegistry registry;
    private final Map<Meter.Id, Reading> readings = new HashMap<>(); // guarded by this

    private static final class Reading {
        private volatile double value;
        private Gauge gauge;
    }

    public Readings(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Sets the value from now on. */
    public synchronized void set(Metric metric, double value, String... labels) {
        readings.computeIfAbsent(id(metric, labels), id -> {
                    Reading reading = new Reading();
                    reading.gauge = register(metric, id, () -> reading.value);
                    return reading;
                })
                .value = value;
    }

    /** The value is computed whenever it is read. */
    public synchronized void follow(Metric metric, Supplier<Number> value, String... labels) {
        Reading reading = new Reading();
        Meter.Id id = id(metric, labels);
        reading.gauge = register(metric, id, value);
        readings.put(id, reading);
    }

    private Gauge register(Metric metric, Meter.Id id, Supplier<Number> value) {
        registry.removeByPreFilterId(id);
        return Gauge.builder(id.getName(), value)
                .description(metric.meaning())
                .tags(id.getTags())
                .register(registry);
    }

    private static Meter.Id id(Metric metric, String... labels) {
        Tags tags = metric.tags(labels);
        return new Meter.Id(metric.name(), tags, null, metric.meaning(), Meter.Type.GAUGE);
    }

    /** There is no longer a value. */
    public synchronized void remove(Metric metric, String... labels) {
        Reading reading = readings.remove(id(metric, labels));
        if (reading != null) {
            registry.remove(reading.gauge);
        }
    }

    /** Removes all of them; others may be set. */
    @Override
    public synchronized void close() {
        readings.values().forEach(reading -> registry.remove(reading.gauge));
        readings.clear();
    }
}
