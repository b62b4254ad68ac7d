package dev.hawkeye.detector.meters;

import dev.hawkeye.metrics.Readings;
import dev.hawkeye.metrics.load.Overload;
import dev.hawkeye.metrics.load.Overloaded;
import dev.hawkeye.metrics.load.Relief;
import dev.hawkeye.metrics.load.Relief.Shortage;
import dev.hawkeye.metrics.load.Relief.UsedModel;
import dev.hawkeye.schemas.Detection;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports that this detector sheds frames because there are too many: in the log when that begins, every 10 minutes
 * while it lasts, and when it is over; in health and metrics at any time. Covers only the partitions of this instance.
 * Thread-safe; active until {@link #close()}.
 */
public final class OverloadWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OverloadWatch.class);
    private static final Duration LOG_INTERVAL = Duration.ofMinutes(10);

    private final Supplier<UsedModel> model;
    private final LongSupplier nanoTime;
    private final Overload overload;
    private final Readings readings;
    private boolean lasting; // this field and the next two are guarded by this
    private long beganNanos;
    private long saidNanos;

    /**
     * @param model the current model, for the report
     * @param nanoTime as {@link System#nanoTime()}
     */
    public OverloadWatch(Supplier<UsedModel> model, MeterRegistry registry, LongSupplier nanoTime) {
        this.model = model;
        this.nanoTime = nanoTime;
        this.overload = new Overload(nanoTime);
        this.readings = new Readings(registry);
        readings.follow(DetectorMetrics.OVERLOADED, () -> overload.state().isPresent() ? 1 : 0);
    }

    /** @param wantedFps frames per second wanted from the camera, as stated in the frame; 0 when unknown */
    public void detection(Detection detection, double wantedFps) {
        if (detection.getLive()) {
            overload.wants(detection.getCamera(), wantedFps);
        }
        overload.add(detection);
    }

    /** Logs a change; call it about every second. */
    public synchronized void look() {
        Optional<Overloaded> now = overload.state();
        long nanos = nanoTime.getAsLong();
        if (now.isEmpty()) {
            if (lasting) {
                log.info(
                        "No longer overloaded, after {} s",
                        Duration.ofNanos(nanos - beganNanos).toSeconds());
            }
            lasting = false;
            return;
        }
        if (!lasting || nanos - saidNanos >= LOG_INTERVAL.toNanos()) {
            if (lasting) {
                log.warn(
                        "Overloaded for {} min: {}",
                        Duration.ofNanos(nanos - beganNanos).toMinutes(),
                        now.get().text() + relief(now.get()));
            } else {
                beganNanos = nanos;
                log.warn("Overloaded: {}", now.get().text() + relief(now.get()));
            }
            lasting = true;
            saidNanos = nanos;
        }
    }

    /** Whether live frames are shed because there are too many. */
    public boolean isOverloaded() {
        return overload.state().isPresent();
    }

    /** @return the text for health, which is public, so without camera names; empty while all is well */
    public String text() {
        return overload.state().map(now -> now.total() + relief(now)).orElse("");
    }

    private String relief(Overloaded now) {
        List<String> relief = Relief.of(Shortage.of(now), model.get());
        StringBuilder line = new StringBuilder("; what would help:");
        for (int i = 0; i < relief.size(); i++) {
            line.append(i == 0 ? " (" : "; (").append(i + 1).append(") ").append(relief.get(i));
        }
        return line.toString();
    }

    @Override
    public void close() {
        readings.close();
    }
}
