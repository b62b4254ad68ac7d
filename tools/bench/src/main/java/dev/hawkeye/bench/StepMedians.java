package dev.hawkeye.bench;

import dev.hawkeye.commandline.Median;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.StepTimes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Median time per frame in each step, ms. A batch's inference time is divided among its frames. */
final class StepMedians {
    private static final double MICROS_PER_MS = 1000;

    private StepMedians() {}

    static Map<String, Double> of(List<Detection> detections) {
        Map<String, Double> medians = new LinkedHashMap<>();
        medians.put("queue", median(detections, d -> d.getTimes().getQueueMicros()));
        medians.put("JPEG decode", median(detections, d -> d.getTimes().getDecodeMicros()));
        medians.put("letterbox", median(detections, d -> d.getTimes().getLetterboxMicros()));
        medians.put("inference", median(detections, d -> perFrame(d.getTimes(), d.getBatchSize())));
        medians.put("NMS", median(detections, d -> d.getTimes().getNmsMicros()));
        return medians;
    }

    private static double perFrame(StepTimes times, int batch) {
        return (double) times.getInferenceMicros() / Math.max(1, batch);
    }

    private static double median(List<Detection> detections, ToDoubleFunction<Detection> micros) {
        return Median.of(detections.stream().mapToDouble(micros).toArray()) / MICROS_PER_MS;
    }
}
