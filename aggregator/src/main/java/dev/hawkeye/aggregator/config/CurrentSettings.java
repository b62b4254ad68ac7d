package dev.hawkeye.aggregator.config;

import java.util.function.Supplier;

/**
 * The aggregator's settings as they are now: those of cameras may change while it runs. Whoever works on a frame takes them once and
 * keeps them until the frame is done. Thread-safe.
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

    /** Takes over what can change while it runs, see {@link AggregatorConfig#changedTo}. */
    public synchronized void change(AggregatorConfig now) {
        config = config.changedTo(now);
    }
}
