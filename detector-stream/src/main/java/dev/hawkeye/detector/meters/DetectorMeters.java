package dev.hawkeye.detector.meters;

import dev.hawkeye.metrics.PerCamera;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.StepTimes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Counts what the detector forwards, see {@link DetectorMetrics}. Thread-safe. */
public final class DetectorMeters {
    private final PerCamera<Map<Fate, Counter>> frames;
    private final Counter undecodable;
    private final Timer queue;
    private final Timer decode;
    private final Timer letterbox;
    private final Timer inference;
    private final Timer nms;
    private final Timer endToEnd;

    public DetectorMeters(MeterRegistry registry) {
        frames = new PerCamera<>(camera -> byFate(camera, registry));
        undecodable = DetectorMetrics.UNDECODABLE.counter(registry);
        queue = DetectorMetrics.STEP.timer(registry, "queue");
        decode = DetectorMetrics.STEP.timer(registry, "decode");
        letterbox = DetectorMetrics.STEP.timer(registry, "letterbox");
        inference = DetectorMetrics.STEP.timer(registry, "inference");
        nms = DetectorMetrics.STEP.timer(registry, "nms");
        endToEnd = DetectorMetrics.STEP.timer(registry, "end_to_end");
    }

    private static Map<Fate, Counter> byFate(String camera, MeterRegistry registry) {
        Map<Fate, Counter> counters = new EnumMap<>(Fate.class);
        for (Fate fate : Fate.values()) {
            counters.put(fate, DetectorMetrics.FRAMES.counter(registry, camera, fate.name()));
        }
        return counters;
    }

    /** A record of the frames topic is not a frame. */
    public void undecodable() {
        undecodable.increment();
    }

    /** Counts the fate of a detection and, if it is DETECTED, records the time of each step. */
    public void detection(Detection detection) {
        frames.of(detection.getCamera()).get(detection.getFate()).increment();
        if (detection.getFate() == Fate.DETECTED) {
            StepTimes times = detection.getTimes();
            record(queue, times.getQueueMicros());
            record(decode, times.getDecodeMicros());
            record(letterbox, times.getLetterboxMicros());
            record(inference, times.getInferenceMicros());
            record(nms, times.getNmsMicros());
            // Pictures of a file were captured long ago.
            if (detection.getLive()) {
                record(endToEnd, Math.max(0, times.getAgeMicros()));
            }
        }
    }

    private static void record(Timer step, long micros) {
        step.record(micros, TimeUnit.MICROSECONDS);
    }
}
