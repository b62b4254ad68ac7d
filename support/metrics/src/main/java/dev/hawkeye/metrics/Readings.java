package dev.hawkeye.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;

/**
 * Gauges of one owner that vanish when it releases them, because a value that is no longer updated must not be read as
 * current. If two owners have the same gauge, the later one has it from then on, even once the earlier one releases it.
 * Thread-safe.
 */
public final class Readings implements AutoCloseable {
    /** By registry, which cannot tell two meters with the same id apart. */
    private static final Map<MeterRegistry, Map<Meter.Id, Object>> OWNERS =
            Collections.synchronizedMap(new WeakHashMap<>());

    private final MeterRegistry registry;
    private final Map<Meter.Id, Object> owners; // guarded by itself
    private final Object self = new Object();
    private final Map<Meter.Id, Reading> readings = new HashMap<>(); // guarded by this

    private static final class Reading {
        private volatile double value;
        private Gauge gauge;
    }

    public Readings(MeterRegistry registry) {
        this.registry = registry;
        this.owners = OWNERS.computeIfAbsent(registry, of -> new HashMap<>());
    }

    /** Sets the value. */
    public synchronized void set(Metric metric, double value, String... labels) {
        readings.computeIfAbsent(id(metric, labels), id -> {
                    Reading reading = new Reading();
                    reading.gauge = register(metric, id, () -> reading.value);
                    return reading;
                })
                .value = value;
    }

    /** Computes the value whenever it is read. */
    public synchronized void follow(Metric metric, Supplier<Number> value, String... labels) {
        Reading reading = new Reading();
        Meter.Id id = id(metric, labels);
        reading.gauge = register(metric, id, value);
        readings.put(id, reading);
    }

    private Gauge register(Metric metric, Meter.Id id, Supplier<Number> value) {
        synchronized (owners) {
            registry.removeByPreFilterId(id);
            owners.put(id, self);
            return Gauge.builder(id.getName(), value)
                    .description(metric.meaning())
                    .tags(id.getTags())
                    .register(registry);
        }
    }

    private static Meter.Id id(Metric metric, String... labels) {
        Tags tags = metric.tags(labels);
        return new Meter.Id(metric.name(), tags, null, metric.meaning(), Meter.Type.GAUGE);
    }

    /** Removes the value. */
    public synchronized void remove(Metric metric, String... labels) {
        Meter.Id id = id(metric, labels);
        Reading reading = readings.remove(id);
        if (reading != null) {
            release(id, reading);
        }
    }

    private void release(Meter.Id id, Reading reading) {
        synchronized (owners) {
            if (owners.remove(id, self)) {
                registry.remove(reading.gauge);
            }
        }
    }

    /** Removes all values; others may be set afterwards. */
    @Override
    public synchronized void close() {
        readings.forEach(this::release);
        readings.clear();
    }
}
