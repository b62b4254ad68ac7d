package dev.hawkeye.aggregator;

import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Event;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The aggregator's meters. They tell what this instance did, so work that is done again after a crash counts again
 * here, unlike in the topics. Safe for use by many threads.
 */
final class AggregatorMeters {
    private static final String PREFIX = "hawkeye.aggregator.";

    private final MeterRegistry registry;
    private final AtomicLong openWindows = new AtomicLong();

    AggregatorMeters(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder(PREFIX + "windows.open", openWindows, AtomicLong::get)
                .description("Windows that are still counted into")
                .register(registry);
    }

    void detection(Detection detection) {
        count("detections", "camera", detection.getCamera(), "fate", lower(detection.getFate()));
        registry.counter(PREFIX + "source.bytes", "camera", detection.getCamera())
                .increment((double) detection.getSourceBytes());
    }

    void late(String camera) {
        count("late", "camera", camera);
    }

    void repeated(String camera) {
        count("repeated", "camera", camera);
    }

    void undecodable() {
        count("undecodable");
    }

    void windowClosed(String camera) {
        count("windows.closed", "camera", camera);
    }

    /** @param difference how many more windows are open than before */
    void windowsOpened(long difference) {
        openWindows.addAndGet(difference);
    }

    void event(Event event) {
        count("events", "camera", event.getCamera(), "kind", lower(event.getKind()));
    }

    void uploaded(String camera, int jpegBytes) {
        count("keyframes", "camera", camera);
        registry.counter(PREFIX + "uploaded.bytes", "camera", camera).increment(jpegBytes);
    }

    void withheld(String camera, Withheld reason) {
        count("keyframes.withheld", "camera", camera, "reason", lower(reason));
    }

    private void count(String name, String... tags) {
        registry.counter(PREFIX + name, tags).increment();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
