package dev.hawkeye.detector;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** What is counted of the lanes. Safe for use by many threads. */
final class LaneMeters {
    private final AtomicInteger busy = new AtomicInteger();
    private final DistributionSummary batches;
    private final Counter replaced;

    LaneMeters(MeterRegistry metrics) {
        batches = DistributionSummary.builder("hawkeye.detector.batch.frames")
                .description("Frames per inference")
                .register(metrics);
        replaced = Counter.builder("hawkeye.detector.lanes.replaced")
                .description("Lanes that were replaced because an inference had no end")
                .register(metrics);
        Gauge.builder("hawkeye.detector.lanes.busy", busy, AtomicInteger::get)
                .description("Lanes that are analysing")
                .register(metrics);
    }

    void busy(int more) {
        busy.addAndGet(more);
    }

    void batch(int frames) {
        batches.record(frames);
    }

    void replaced() {
        replaced.increment();
    }
}
