package dev.hawkeye.detector.meters;

import dev.hawkeye.metrics.Readings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/** Reports the progress of a model's trial, until {@link #close()}. Thread-safe. */
public final class TrialMeter implements AutoCloseable {
    private final Readings readings;
    private final Counter refused;

    /**
     * The reported values.
     *
     * @param stage 0 none, 1 compared, 2 analyzes some cameras, 3 in use
     * @param frames that both models have analyzed
     * @param agreement 0 to 1, or NaN
     * @param slowdown inference time as a multiple of the previous model's, or NaN
     * @param drifted cameras for which the model in use no longer agrees with its original
     */
    public record Reading(int stage, long frames, double agreement, double slowdown, int drifted) {}

    /** @param reading called at each scrape */
    public TrialMeter(Supplier<Reading> reading, MeterRegistry registry) {
        readings = new Readings(registry);
        readings.follow(DetectorMetrics.TRIAL_STAGE, () -> reading.get().stage());
        readings.follow(DetectorMetrics.TRIAL_FRAMES, () -> reading.get().frames());
        readings.follow(DetectorMetrics.TRIAL_AGREEMENT, () -> reading.get().agreement());
        readings.follow(DetectorMetrics.TRIAL_SLOWDOWN, () -> reading.get().slowdown());
        readings.follow(DetectorMetrics.DRIFTED, () -> reading.get().drifted());
        refused = DetectorMetrics.MODELS_REFUSED.counter(registry);
    }

    /** A model was refused. */
    public void refused() {
        refused.increment();
    }

    @Override
    public void close() {
        readings.close();
    }
}
