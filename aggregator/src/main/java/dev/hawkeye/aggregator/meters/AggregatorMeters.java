package dev.hawkeye.aggregator.meters;

import dev.hawkeye.metrics.PerCamera;
import dev.hawkeye.metrics.Readings;
import dev.hawkeye.schemas.ByCamera;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Event;
import dev.hawkeye.tracking.scene.Scene;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The aggregator's meters. They show what this instance did, so work that is redone after a crash counts again here,
 * unlike in the topics. Thread-safe.
 */
public final class AggregatorMeters {
    private final PerCamera<CameraMeters> cameras;
    private final Counter undecodable;
    private final Counter forgotten;
    private final Counter talliesRefused;
    private final AtomicLong openWindows = new AtomicLong();
    private final ShownWindows shownWindows;

    /** @param scenes provides the zones and lines that have their own meters */
    public AggregatorMeters(Supplier<ByCamera<Scene>> scenes, MeterRegistry registry) {
        cameras =
                new PerCamera<>(camera -> new CameraMeters(camera, scenes.get().of(camera), registry));
        undecodable = AggregatorMetrics.UNDECODABLE.counter(registry);
        forgotten = AggregatorMetrics.FORGOTTEN.counter(registry);
        talliesRefused = AggregatorMetrics.TALLIES_REFUSED.counter(registry);
        shownWindows = new ShownWindows(registry);
        new Readings(registry).follow(AggregatorMetrics.WINDOWS_OPEN, openWindows::get);
    }

    public void detection(Detection detection) {
        cameras.of(detection.getCamera()).detection(detection);
    }

    public void late(String camera) {
        cameras.of(camera).late();
    }

    public void repeated(String camera) {
        cameras.of(camera).repeated();
    }

    public void undecodable() {
        undecodable.increment();
    }

    public void forgotten() {
        forgotten.increment();
    }

    public void windowClosed(String camera) {
        cameras.of(camera).windowClosed();
    }

    /** @param difference how many more windows are open than before, negative for fewer */
    public void windowsOpened(long difference) {
        openWindows.addAndGet(difference);
    }

    public void event(Event event) {
        cameras.of(event.getCamera()).event(event.getKind());
    }

    public void objectConfirmed(String camera) {
        cameras.of(camera).objectConfirmed();
    }

    public void objectEnded(String camera) {
        cameras.of(camera).objectEnded();
    }

    public void crossed(String camera, String line, String direction) {
        cameras.of(camera).crossed(line, direction);
    }

    public void entered(String camera, String zone) {
        cameras.of(camera).entered(zone);
    }

    /** @param dwellMillis how long the visit lasted */
    public void exited(String camera, String zone, long dwellMillis) {
        cameras.of(camera).exited(zone, dwellMillis);
    }

    /** Something was not counted because its window already has too many zones and lines. */
    public void tallyRefused() {
        talliesRefused.increment();
    }

    public void kept(String camera) {
        cameras.of(camera).kept();
    }

    public void uploaded(String camera, int jpegBytes) {
        cameras.of(camera).uploaded(jpegBytes);
    }

    public void withheld(String camera, Withheld reason) {
        cameras.of(camera).withheld(reason);
    }

    /** The last final windows of the cameras of all partitions. */
    public ShownWindows shownWindows() {
        return shownWindows;
    }
}
