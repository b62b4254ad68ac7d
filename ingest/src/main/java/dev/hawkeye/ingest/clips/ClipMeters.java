package dev.hawkeye.ingest.clips;

import dev.hawkeye.metrics.PerCamera;
import dev.hawkeye.metrics.Readings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;

/** The meters of {@link ClipMetrics}. Thread-safe. */
final class ClipMeters implements AutoCloseable {
    private final PerCamera<OfCamera> cameras;
    private final Counter failures;
    private final Readings readings;

    ClipMeters(MeterRegistry registry) {
        cameras = new PerCamera<>(camera -> new OfCamera(registry, camera));
        failures = ClipMetrics.UPLOAD_FAILURES.counter(registry);
        readings = new Readings(registry);
    }

    private static final class OfCamera {
        private final Counter stored;
        private final Counter bytes;
        private final Map<Reason, Counter> absent = new EnumMap<>(Reason.class);

        OfCamera(MeterRegistry registry, String camera) {
            stored = ClipMetrics.STORED.counter(registry, camera);
            bytes = ClipMetrics.STORED_BYTES.counter(registry, camera);
            for (Reason reason : Reason.values()) {
                absent.put(reason, ClipMetrics.ABSENT.counter(registry, camera, reason.label()));
            }
        }
    }

    void stored(String camera, long bytes) {
        OfCamera meters = cameras.of(camera);
        meters.stored.increment();
        meters.bytes.increment((double) bytes);
    }

    void absent(String camera, Reason reason) {
        cameras.of(camera).absent.get(reason).increment();
    }

    void uploadFailed() {
        failures.increment();
    }

    void show(long ringBytes, int open, long spoolBytes, int waiting, double lagSeconds) {
        readings.set(ClipMetrics.RING_BYTES, (double) ringBytes);
        readings.set(ClipMetrics.OPEN, open);
        readings.set(ClipMetrics.SPOOL_BYTES, (double) spoolBytes);
        readings.set(ClipMetrics.SPOOL_CLIPS, waiting);
        readings.set(ClipMetrics.UPLOAD_LAG, lagSeconds);
    }

    @Override
    public void close() {
        readings.close();
    }
}
