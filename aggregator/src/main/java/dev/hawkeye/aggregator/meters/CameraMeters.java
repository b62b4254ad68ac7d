package dev.hawkeye.aggregator.meters;

import dev.hawkeye.metrics.Metric;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.EventKind;
import dev.hawkeye.schemas.Fate;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * The counters of one camera, all present from the beginning, see {@link AggregatorMetrics}. Safe for use by many
 * threads.
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
    private final Counter uploadedBytes;

    CameraMeters(String camera, MeterRegistry registry) {
        Function<Metric, Counter> counter = metric -> metric.counter(registry, camera);
        detections = each(Fate.class, fate -> AggregatorMetrics.DETECTIONS.counter(registry, camera, fate.name()));
        events = each(EventKind.class, kind -> AggregatorMetrics.EVENTS.counter(registry, camera, lower(kind)));
        withheld =
                each(Withheld.class, why -> AggregatorMetrics.KEYFRAMES_WITHHELD.counter(registry, camera, lower(why)));
        sourceBytes = counter.apply(AggregatorMetrics.SOURCE_BYTES);
        late = counter.apply(AggregatorMetrics.LATE);
        repeated = counter.apply(AggregatorMetrics.REPEATED);
        windowsClosed = counter.apply(AggregatorMetrics.WINDOWS_CLOSED);
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
}
