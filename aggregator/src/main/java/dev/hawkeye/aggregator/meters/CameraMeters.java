package dev.hawkeye.aggregator.meters;

import dev.hawkeye.metrics.Metric;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.tracking.scene.Line;
import dev.hawkeye.tracking.scene.Scene;
import dev.hawkeye.tracking.scene.Zone;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The counters of one camera, see {@link AggregatorMetrics}. All exist from the start, except those of zones and lines
 * that are drawn later. Thread-safe.
 */
final class CameraMeters {
    private final Map<Fate, Counter> detections;
    private final Map<EventKind, Counter> events;
    private final Map<Withheld, Counter> withheld;
    private final Counter sourceBytes;
    private final Counter late;
    private final Counter repeated;
    private final Counter windowsClosed;
    private final Counter kept;
    private final Counter keyframes;
    private final Counter objects;
    private final Counter objectsEnded;
    private final Map<String, ZoneMeters> zones = new ConcurrentHashMap<>();
    private final Function<String, ZoneMeters> visits;
    private final Map<Way, Counter> crossings = new ConcurrentHashMap<>();
    private final Function<Way, Counter> crossing;
    private final Counter uploadedBytes;

    /** A line, crossed in one direction. */
    private record Way(String line, String direction) {}

    CameraMeters(String camera, Scene scene, MeterRegistry registry) {
        Function<Metric, Counter> counter = metric -> metric.counter(registry, camera);
        detections = each(Fate.class, fate -> AggregatorMetrics.DETECTIONS.counter(registry, camera, fate.name()));
        events = each(EventKind.class, kind -> AggregatorMetrics.EVENTS.counter(registry, camera, lower(kind)));
        withheld =
                each(Withheld.class, why -> AggregatorMetrics.KEYFRAMES_WITHHELD.counter(registry, camera, lower(why)));
        sourceBytes = counter.apply(AggregatorMetrics.SOURCE_BYTES);
        late = counter.apply(AggregatorMetrics.LATE);
        repeated = counter.apply(AggregatorMetrics.REPEATED);
        windowsClosed = counter.apply(AggregatorMetrics.WINDOWS_CLOSED);
        objects = counter.apply(AggregatorMetrics.OBJECTS);
        objectsEnded = counter.apply(AggregatorMetrics.OBJECTS_ENDED);
        crossing = way -> AggregatorMetrics.CROSSINGS.counter(registry, camera, way.line, way.direction);
        visits = zone -> new ZoneMeters(
                AggregatorMetrics.ENTERED.counter(registry, camera, zone),
                AggregatorMetrics.EXITED.counter(registry, camera, zone),
                AggregatorMetrics.DWELL.counter(registry, camera, zone));
        for (Line line : scene.lines()) {
            for (String direction : line.directions()) {
                Way way = new Way(line.name(), direction);
                crossings.put(way, crossing.apply(way));
            }
        }
        for (Zone zone : scene.zones()) {
            zones.put(zone.name(), visits.apply(zone.name()));
        }
        kept = counter.apply(AggregatorMetrics.KEYFRAMES_KEPT);
        keyframes = counter.apply(AggregatorMetrics.KEYFRAMES);
        uploadedBytes = counter.apply(AggregatorMetrics.UPLOADED_BYTES);
    }

    private static <E extends Enum<E>> Map<E, Counter> each(Class<E> type, Function<E, Counter> maker) {
        Map<E, Counter> counters = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            counters.put(constant, maker.apply(constant));
        }
        return counters;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    void detection(Detection detection) {
        detections.get(detection.getFate()).increment();
        sourceBytes.increment(Math.max(0, (double) detection.getSourceBytes()));
    }

    void late() {
        late.increment();
    }

    void repeated() {
        repeated.increment();
    }

    void windowClosed() {
        windowsClosed.increment();
    }

    void event(EventKind kind) {
        events.get(kind).increment();
    }

    void kept() {
        kept.increment();
    }

    void uploaded(int jpegBytes) {
        keyframes.increment();
        uploadedBytes.increment(jpegBytes);
    }

    void withheld(Withheld reason) {
        withheld.get(reason).increment();
    }

    void objectConfirmed() {
        objects.increment();
    }

    void objectEnded() {
        objectsEnded.increment();
    }

    void crossed(String line, String direction) {
        crossings
                .computeIfAbsent(new Way(line, direction), crossing)
                .increment(); // a line that was drawn later has none yet
    }

    void entered(String zone) {
        zones.computeIfAbsent(zone, visits).entered.increment();
    }

    void exited(String zone, long dwellMillis) {
        ZoneMeters known = zones.get(zone);
        if (known != null) { // a zone that is no longer configured, but has a visit in the state, has none
            known.exited.increment();
            known.dwell.increment(dwellMillis / 1000.0);
        }
    }

    /** The counters of one zone. */
    private record ZoneMeters(Counter entered, Counter exited, Counter dwell) {}
}
