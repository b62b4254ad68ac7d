package dev.hawkeye.aggregator.config;

import java.util.function.Supplier;

/**
 * The aggregator's current settings; those of cameras may change at run time. To process a frame, get them once and
 * keep them until the frame is done. Thread-safe.
 */
public final class CurrentSettings implements Supplier<AggregatorConfig> {
    private volatile AggregatorConfig config;

    public CurrentSettings(AggregatorConfig config) {
        this.config = config;
    }

    @Override
    public AggregatorConfig get() {
        return config;
    }

    /** Adopts what can change at run time, see {@link AggregatorConfig#changedTo}. */
    public synchronized void change(AggregatorConfig now) {
        config = config.changedTo(now);
    }
}
