package dev.hawkeye.console.metrics;

import dev.hawkeye.console.api.HealthView;
import dev.hawkeye.metrics.Readings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** The console's meters, see {@link ConsoleMetrics}, until {@link #close()}. Thread-safe. */
public final class ConsoleMeters implements AutoCloseable {
    private final MeterRegistry registry;
    private final Readings readings;

    public ConsoleMeters(MeterRegistry registry) {
        this.registry = registry;
        this.readings = new Readings(registry);
    }

    /** The registry, which also holds the metrics of Kafka clients. */
    public MeterRegistry registry() {
        return registry;
    }

    public void clients(Supplier<Number> number) {
        readings.follow(ConsoleMetrics.CLIENTS, number);
    }

    public void pictureCache(Supplier<Number> bytes) {
        readings.follow(ConsoleMetrics.PICTURE_CACHE, bytes);
    }

    public Counter undecodable(String topic) {
        return ConsoleMetrics.UNDECODABLE.counter(registry, topic);
    }

    public void lag(HealthView.Lag newest) {
        lag("detector", newest.detector());
        lag("aggregator", newest.aggregator());
    }

    private void lag(String reader, Long records) {
        if (records == null) {
            readings.remove(ConsoleMetrics.LAG, reader);
        } else {
            readings.set(ConsoleMetrics.LAG, (double) records, reader);
        }
    }

    @Override
    public void close() {
        readings.close();
    }
}
