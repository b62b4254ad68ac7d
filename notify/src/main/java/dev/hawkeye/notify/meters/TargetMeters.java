package dev.hawkeye.notify.meters;

import dev.hawkeye.metrics.Readings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** The meters of one target, see {@link NotifyMetrics}, until {@link #close()}. Thread-safe. */
public final class TargetMeters implements AutoCloseable {
    private final String target;
    private final MeterRegistry registry;
    private final Readings readings;
    private final Counter delivered;
    private final Counter retried;
    private final Map<Reason, Counter> givenUp = new EnumMap<>(Reason.class);
    private final Counter undecodable;
    private final Timer delay;

    public TargetMeters(MeterRegistry registry, String target) {
        this.target = target;
        this.registry = registry;
        this.readings = new Readings(registry);
        this.delivered = NotifyMetrics.DELIVERED.counter(registry, target);
        this.retried = NotifyMetrics.RETRIED.counter(registry, target);
        for (Reason reason : Reason.values()) {
            givenUp.put(reason, NotifyMetrics.GIVEN_UP.counter(registry, target, reason.toString()));
        }
        this.undecodable = NotifyMetrics.UNDECODABLE.counter(registry, target);
        this.delay = NotifyMetrics.DELAY.timer(registry, target);
        up(true);
    }

    /** The registry, also used for the metrics of Kafka clients. */
    public MeterRegistry registry() {
        return registry;
    }

    public void delivered() {
        delivered.increment();
    }

    /** Records the delay from capture to delivery; a negative one, due to clock differences, counts as zero. */
    public void delay(Duration time) {
        delay.record(time.isNegative() ? Duration.ZERO : time);
    }

    public void retried() {
        retried.increment();
    }

    public void givenUp(Reason reason) {
        givenUp.get(reason).increment();
    }

    public void undecodable() {
        undecodable.increment();
    }

    public void lag(long records) {
        readings.set(NotifyMetrics.LAG, (double) records, target);
    }

    public void up(boolean reached) {
        readings.set(NotifyMetrics.UP, reached ? 1 : 0, target);
    }

    @Override
    public void close() {
        readings.close();
    }
}
