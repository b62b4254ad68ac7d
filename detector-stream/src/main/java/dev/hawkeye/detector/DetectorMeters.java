package dev.hawkeye.detector;

import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.Fate;
import dev.hawkeye.schemas.StepTimes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** Counts what the detector forwards. Safe for use by many threads. */
final class DetectorMeters {
    private final MeterRegistry metrics;
    private final Counter undecodable;

    DetectorMeters(MeterRegistry metrics) {
        this.metrics = metrics;
        this.undecodable = Counter.builder("hawkeye.detector.undecodable")
                .description("Records of the frames topic that hold no frame")
                .register(metrics);
    }

    void undecodable() {
        undecodable.increment();
    }

    void detection(Detection detection) {
        Counter.builder("hawkeye.detector.frames")
                .description("Frames by fate")
                .tag("camera", detection.getCamera())
                .tag("fate", detection.getFate().name())
                .register(metrics)
                .increment();
        StepTimes times = detection.getTimes();
        if (detection.getFate() == Fate.DETECTED) {
            step("queue", times.getQueueMicros());
            step("decode", times.getDecodeMicros());
            step("letterbox", times.getLetterboxMicros());
            step("inference", times.getInferenceMicros());
            step("nms", times.getNmsMicros());
        }
    }

    private void step(String step, long micros) {
        Timer.builder("hawkeye.detector.step")
                .description("Time spent on a frame in each step")
                .tag("step", step)
                .register(metrics)
                .record(micros, TimeUnit.MICROSECONDS);
    }
}
