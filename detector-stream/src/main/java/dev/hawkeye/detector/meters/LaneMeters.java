package dev.hawkeye.detector.meters;

import dev.hawkeye.metrics.Readings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what the lanes do, until {@link #close()}; see {@link DetectorMetrics}. Thread-safe. */
public final class LaneMeters implements AutoCloseable {
    private final AtomicInteger busy = new AtomicInteger();
    private final DistributionSummary batches;
    private final Counter replaced;
    private final Readings readings;

    /** @param lanes how many there are, at least 1 */
    public LaneMeters(MeterRegistry registry, int lanes) {
        batches = DetectorMetrics.BATCH.summary(registry);
        replaced = DetectorMetrics.LANES_REPLACED.counter(registry);
        readings = new Readings(registry);
        readings.set(DetectorMetrics.LANES, lanes);
        readings.follow(DetectorMetrics.LANES_BUSY, busy::get);
    }

    /** @param more how many lanes have begun an inference; negative for those that have finished */
    public void busy(int more) {
        busy.addAndGet(more);
    }

    /** @param frames in one inference */
    public void batch(int frames) {
        batches.record(frames);
    }

    /** An inference hung, and its lane was replaced. */
    public void replaced() {
        replaced.increment();
    }

    @Override
    public void close() {
        readings.close();
    }
}
