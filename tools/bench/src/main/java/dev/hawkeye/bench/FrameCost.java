package dev.hawkeye.bench;

import dev.hawkeye.bench.processor.Part;
import dev.hawkeye.commandline.Median;
import dev.hawkeye.schemas.Detection;
import dev.hawkeye.schemas.StepTimes;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * CPU time of a frame, ms.
 *
 * @param inference ONNX Runtime's share of the lanes
 * @param besides everything else by part; that of the lanes excludes inference; empty if it cannot be measured
 */
record FrameCost(double inference, Map<Part, Double> besides) {

    /**
     * A lane executes one step after the other, so its CPU time is divided in proportion to the elapsed time of the
     * steps: whatever interrupts a lane interrupts each step in proportion.
     *
     * @param used CPU time by part, ms
     * @param frames number of frames processed in that time
     * @param detections the detections whose step times determine the proportions
     */
    static FrameCost of(Map<Part, Long> used, long frames, List<Detection> detections) {
        Map<Part, Double> besides = new EnumMap<>(Part.class);
        used.forEach((part, millis) -> besides.put(part, (double) millis / Math.max(1, frames)));
        double lanes = besides.getOrDefault(Part.LANES, 0.0);
        double inference = lanes * inferenceShare(detections);
        besides.computeIfPresent(Part.LANES, (part, all) -> all - inference);
        return new FrameCost(inference, besides);
    }

    private static double inferenceShare(List<Detection> detections) {
        double inference = 0;
        double others = 0;
        for (Detection detection : detections) {
            StepTimes times = detection.getTimes();
            inference += (double) times.getInferenceMicros() / Math.max(1, detection.getBatchSize());
            others += times.getDecodeMicros() + times.getLetterboxMicros() + times.getNmsMicros();
        }
        return inference == 0 ? 0 : inference / (inference + others);
    }

    /** The median of each figure. */
    static FrameCost median(List<FrameCost> rounds) {
        Map<Part, Double> besides = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            if (rounds.stream().anyMatch(round -> round.besides.containsKey(part))) {
                besides.put(part, median(rounds, round -> round.besides.getOrDefault(part, 0.0)));
            }
        }
        return new FrameCost(median(rounds, FrameCost::inference), besides);
    }

    static double median(List<FrameCost> rounds, ToDoubleFunction<FrameCost> figure) {
        return Median.of(rounds.stream().mapToDouble(figure).toArray());
    }

    boolean isMeasured() {
        return !besides.isEmpty();
    }

    double allBesides() {
        return besides.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
